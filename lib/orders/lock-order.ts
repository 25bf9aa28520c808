import { and, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { accounts } from '#db/schema/accounts.ts';
import { orders } from '#db/schema/billing.ts';
import type { Order } from './place-order.ts';

/**
 * The order with a reference, locked until the caller's transaction ends; first its account, as whoever books payments
 * does. Null when there is none.
 */
export async function lockOrder(tx: Db, reference: string): Promise<Order | null> {
  const [found] = await tx
    .select({ accountId: orders.accountId, id: orders.id })
    .from(orders)
    .where(eq(orders.reference, reference));
  if (!found) return null;
  const { accountId, id } = found;
  await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.id, accountId))
    .for('share');
  const [order] = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.accountId, accountId), eq(orders.id, id)))
    .for('no key update');
  return order ?? null;
}
