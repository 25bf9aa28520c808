import type { WorkerContext } from '#lib/context.ts';
import { rowsOf, sqlOf } from './run-sql.ts';

/**
 * Forgets what has served: receipts without a message after 7 days, ended sessions after 30, workers that were last
 * seen 7 days ago. Makes the monthly partitions of this month and the next three. For once a day.
 */
export async function cleanOutbox(ctx: WorkerContext): Promise<void> {
  const sql = sqlOf(ctx.db);
  await rowsOf('make partitions', sql`select ensure_month_partitions(3)`);
  await rowsOf(
    'forget early receipts',
    sql`delete from early_receipts where received_at < now() - interval '7 days'`,
  );
  await rowsOf(
    'forget sessions',
    sql`
    delete from smpp_sessions s
    where s.ended_at < now() - interval '30 days'
      and not exists (select from in_flight f where f.session_id = s.id)`,
  );
  await rowsOf(
    'forget workers',
    sql`
    delete from workers w
    where w.seen_at < now() - interval '7 days'
      and not exists (select from smpp_sessions s where s.worker_id = w.id and s.ended_at is null)`,
  );
}
