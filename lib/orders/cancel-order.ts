import { and, eq, sql } from 'drizzle-orm';
import { orders } from '#db/schema/billing.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { OrderId } from '#lib/ids.ts';

export type CancelOrderResult = { ok: true; already: boolean } | { ok: false; sentence: string };

/**
 * Gives up one of the customer's orders that has not been paid. Twice is once. Refused when it has ended otherwise. Money
 * that comes for it all the same is booked, since the customer has paid.
 */
export async function cancelOrder(ctx: CustomerContext, id: OrderId): Promise<CancelOrderResult> {
  const mine = and(eq(orders.accountId, ctx.actor.accountId), eq(orders.id, id));
  const cancelled = await ctx.db
    .update(orders)
    .set({ state: 'cancelled', endedAt: sql`now()` })
    .where(and(mine, eq(orders.state, 'open')))
    .returning({ id: orders.id });
  if (cancelled.length > 0) return { ok: true, already: false };
  const [order] = await ctx.db.select({ state: orders.state }).from(orders).where(mine);
  if (!order) return { ok: false, sentence: 'There is no such order.' };
  if (order.state === 'cancelled') return { ok: true, already: true };
  return {
    ok: false,
    sentence:
      order.state === 'paid'
        ? 'This order has been paid, so it cannot be cancelled.'
        : 'This order has ended already.',
  };
}
