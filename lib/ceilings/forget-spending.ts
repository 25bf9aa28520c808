import { sql } from 'drizzle-orm';
import type { WorkerContext } from '#lib/context.ts';

/** Forgets what was set aside in hours that no ceiling looks at any more. For once a day. */
export async function forgetSpending({ db }: WorkerContext): Promise<void> {
  await db.execute(sql`delete from spending where hour < now() - interval '40 days'`);
}
