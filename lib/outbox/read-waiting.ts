import type { WorkerContext } from '#lib/context.ts';
import type { AccountId } from '#lib/ids.ts';
import { rowsOf, sqlOf } from './run-sql.ts';

/** An account that has something in a lane of the outbox. */
export type Waiting = { lane: number; accountId: AccountId };

/** So many accounts of a lane are looked at together; the next ones have their turn afterwards. */
export const accountsATurn = 256;

/**
 * The accounts with something to send, by lane, at most 256 a lane, in the order of their ids; `after` says by lane
 * behind which account to begin (null: at the first). One look into the index for each account, whatever waits behind it.
 */
export function readWaiting(
  ctx: WorkerContext,
  after: readonly (AccountId | null)[],
): Promise<Waiting[]> {
  return rowsOf<Waiting>(
    'read waiting accounts',
    sqlOf(ctx.db)`
    with recursive turn as (
      select first.lane, first.account_id, 1 as n
      from unnest(${after.map((_, lane) => lane)}::smallint[],
                  ${after.map((accountId) => accountId)}::uuid[]) as l (lane, after)
      cross join lateral (
        select o.lane, o.account_id from outbox o
        where o.lane = l.lane and o.account_id > coalesce(l.after, '00000000-0000-0000-0000-000000000000')
        order by o.account_id limit 1) as first
      union all
      select next.lane, next.account_id, turn.n + 1 from turn cross join lateral (
        select o.lane, o.account_id from outbox o
        where o.lane = turn.lane and o.account_id > turn.account_id
        order by o.account_id limit 1) as next
      where turn.n < ${accountsATurn}
    )
    select lane::int as lane, account_id as "accountId" from turn order by lane, account_id`,
  );
}
