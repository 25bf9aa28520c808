import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import journal from './migrations/meta/_journal.json' with { type: 'json' };

/** True when every migration of this version of the code has been applied. */
export async function isMigrated(db: Db): Promise<boolean> {
  const newest = journal.entries.at(-1)?.when ?? 0;
  const [table] = await db.execute(sql`select to_regclass('drizzle.__drizzle_migrations') as name`);
  if (!table?.name) return false;
  const [applied] = await db.execute<{ newest: string | null }>(
    sql`select max(created_at) as newest from drizzle.__drizzle_migrations`,
  );
  return Number(applied?.newest ?? 0) >= newest;
}
