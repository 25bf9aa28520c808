import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { orders } from '#db/schema/billing.ts';
import type { Order } from '#lib/orders/place-order.ts';
import { restAutomatic } from './rest-automatic.ts';

/**
 * Ends an order that is still open, in the caller's transaction. Where an automatic one was not given up but could not be
 * paid, automatic top-ups rest.
 */
export async function endOrder(
  tx: Db,
  order: Order,
  state: 'lapsed' | 'cancelled' | 'failed',
): Promise<void> {
  const { accountId, id } = order;
  const ended = await tx
    .update(orders)
    .set({ state, endedAt: sql`now()` })
    .where(and(eq(orders.accountId, accountId), eq(orders.id, id), eq(orders.state, 'open')))
    .returning({ id: orders.id });
  if (ended.length > 0 && order.way === 'automatic' && state !== 'cancelled') {
    await restAutomatic(tx, { ...order, orderId: id });
  }
}
