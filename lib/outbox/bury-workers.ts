import type { WorkerContext } from '#lib/context.ts';
import { rowsOf, sqlOf } from './run-sql.ts';

/**
 * Ends what workers that are dead for certain have left open: their sessions, their slots, themselves. As when their
 * lease is over, and at once. `isDead` is asked about every worker but this one. Should one be alive after all, it is
 * fenced like any whose lease ran out. Returns how many were dead.
 */
export async function buryWorkers(
  ctx: WorkerContext,
  isDead: (workerId: string) => boolean,
): Promise<number> {
  const sql = sqlOf(ctx.db);
  const others = await rowsOf<{ id: string }>(
    'other workers',
    sql`select id from workers where id <> ${ctx.actor.workerId}`,
  );
  const dead = others.map(({ id }) => id).filter(isDead);
  if (dead.length === 0) return 0;
  await rowsOf(
    'bury workers',
    sql`
    with gone as (
      delete from workers where id = any(${dead})
    ), ended as (
      update smpp_sessions set ended_at = now(), end_reason = 'worker died'
      where worker_id = any(${dead}) and ended_at is null
    )
    update bind_slots set worker_id = null, leased_until = null, state = 'stopped', state_since = now()
    where worker_id = any(${dead})`,
  );
  return dead.length;
}
