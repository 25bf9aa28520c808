import { sql } from 'drizzle-orm';
import type { WorkerContext } from '#lib/context.ts';

/** Forgets what was told more than 90 days ago. For once a day. */
export async function forgetNotices({ db }: WorkerContext): Promise<void> {
  await db.execute(sql`delete from notices where at < now() - interval '90 days'`);
}
