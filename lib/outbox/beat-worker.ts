import type { WorkerContext } from '#lib/context.ts';
import { rowsOf, sqlOf } from './run-sql.ts';

/** Says, on the database's clock, that this worker is alive, and leaves its health for the web process. */
export async function beatWorker(ctx: WorkerContext, health: object): Promise<void> {
  await rowsOf(
    'beat',
    sqlOf(ctx.db)`
    insert into workers (id, health) values (${ctx.actor.workerId}, ${JSON.stringify(health)}::text::jsonb)
    on conflict (id) do update set seen_at = now(), health = excluded.health`,
  );
}

/** A worker that stopped in order is gone at once, and not only when its lease is over. */
export async function forgetWorker(ctx: WorkerContext): Promise<void> {
  await rowsOf(
    'forget worker',
    sqlOf(ctx.db)`delete from workers where id = ${ctx.actor.workerId}`,
  );
}
