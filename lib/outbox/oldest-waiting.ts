import type { StaffContext, WorkerContext } from '#lib/context.ts';
import { rowsOf, sqlOf } from './run-sql.ts';

/**
 * How long the longest waiting message of the outbox has been there, in milliseconds; null when none waits. Looks at the
 * first message of each lane and account, of at most 1,000, so it costs the same whatever waits.
 */
export async function oldestWaitingMs(ctx: WorkerContext | StaffContext): Promise<number | null> {
  const [row] = await rowsOf<{ waited: number | null }>(
    'oldest waiting',
    sqlOf(ctx.db)`
    with recursive first as (
      (select lane, account_id, queued_at, 1 as n from outbox order by lane, account_id, id limit 1)
      union all
      select next.*, first.n + 1 from first cross join lateral (
        select o.lane, o.account_id, o.queued_at from outbox o
        where (o.lane, o.account_id) > (first.lane, first.account_id)
        order by o.lane, o.account_id, o.id limit 1) as next
      where first.n < 1000)
    select extract(epoch from now() - min(queued_at))::float8 * 1000 as waited from first`,
  );
  return row?.waited ?? null;
}
