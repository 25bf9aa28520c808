import { sql } from 'drizzle-orm';
import type { WorkerContext } from '#lib/context.ts';
import type { AccountId, UserId } from '#lib/ids.ts';
import { log } from '#lib/log.ts';
import { micros } from '#lib/money/micros.ts';
import { placeOrder } from '#lib/orders/place-order.ts';
import { monthStart } from './read-automatic.ts';
import { restAutomatic } from './rest-automatic.ts';

const BATCH = 100;

type Due = { accountId: AccountId; userId: UserId; creditMicros: number; earlier: number };

/**
 * Places an order for each account whose balance is below what it chose, if automatic top-ups are on, a card is kept, none
 * is under way, the month's ceiling leaves room, and the account neither owes nor is suspended or deleted. All of it is one look at the
 * database, and the order carries how many there were before: two workers that look at once place one order.
 */
export async function placeAutomaticOrders(ctx: WorkerContext): Promise<number> {
  const due = await ctx.db.execute<Due>(sql`
    select a.account_id as "accountId", a.enabled_by as "userId", a.credit_micros::float8 as "creditMicros",
      (select count(*) from orders o where o.account_id = a.account_id and o.way = 'automatic')::int as earlier
    from automatic_top_ups a
    join balances b on b.account_id = a.account_id
    join accounts c on c.id = a.account_id
    where a.enabled_at is not null and a.failed_at is null
      and a.stripe_customer is not null and a.payment_method is not null
      and c.closed_at is null and b.debt_micros = 0 and b.available_micros < a.below_micros
      and not exists (select from suspensions s where s.account_id = a.account_id and s.lifted_at is null)
      and not exists (
        select from orders o where o.account_id = a.account_id and o.way = 'automatic' and o.state = 'open')
      and a.monthly_micros >= a.credit_micros + coalesce((
        select sum(o.credit_micros) from orders o
        where o.account_id = a.account_id and o.way = 'automatic' and o.state in ('open', 'paid')
          and o.placed_at >= ${monthStart()}), 0)
    limit ${BATCH}`);
  let placed = 0;
  for (const { accountId, userId, creditMicros, earlier } of due) {
    const result = await placeOrder(ctx, {
      ...{ accountId, userId, way: 'automatic', creditMicros: micros(creditMicros) },
      idempotencyKey: `automatic:${earlier}`,
    });
    if (result.ok) {
      if (!result.already) placed++;
      continue;
    }
    // The details are gone, or such amounts are not sold any more.
    log().warn({ accountId, field: result.field }, 'An automatic top-up could not be ordered.');
    await ctx.db.transaction((tx) =>
      restAutomatic(tx, { accountId, creditMicros: micros(creditMicros), orderId: null }),
    );
  }
  return placed;
}
