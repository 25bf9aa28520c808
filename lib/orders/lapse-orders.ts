import { and, eq, lt, sql } from 'drizzle-orm';
import { orders } from '#db/schema/billing.ts';
import type { WorkerContext } from '#lib/context.ts';

/**
 * Ends open orders whose time is over, unless somebody else is to say so: a checkout at Stripe that is looked at, or staff
 * who have seen half of a transfer. Money that comes later all the same is booked. Returns how many.
 */
export async function lapseOrders({ db }: WorkerContext): Promise<number> {
  const isLeft = sql`case when ${orders.way} = 'transfer'
    then not exists (
      select from transfer_confirmations c
      where c.account_id = ${orders.accountId} and c.order_id = ${orders.id} and c.withdrawn_at is null)
    else coalesce(${orders.checkoutSession}, ${orders.paymentIntent}) is null
      or ${orders.lapsesAt} < now() - interval '2 days' end`;
  const lapsed = await db
    .update(orders)
    .set({ state: 'lapsed', endedAt: sql`now()` })
    .where(and(eq(orders.state, 'open'), lt(orders.lapsesAt, sql`now()`), isLeft))
    .returning({ id: orders.id });
  return lapsed.length;
}
