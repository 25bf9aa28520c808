import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { type Database, type Db, openDatabase } from '#db/client.ts';

const folder = join(import.meta.dirname, 'migrations');

/** Brings the schema up to date and makes the partitions of the next three months. Safe to run again. */
export async function migrateDatabase({ db }: Database): Promise<void> {
  await migrate(db, { migrationsFolder: folder });
  await db.execute(sql`select ensure_month_partitions(3)`);
}

/** True when every migration of this version of the code has been applied. */
export async function isMigrated(db: Db): Promise<boolean> {
  const journal = join(folder, 'meta', '_journal.json');
  const entries: { when: number }[] = existsSync(journal)
    ? JSON.parse(readFileSync(journal, 'utf8')).entries
    : [];
  const newest = entries.at(-1)?.when ?? 0;
  const [table] = await db.execute(sql`select to_regclass('drizzle.__drizzle_migrations') as name`);
  if (!table?.name) return false;
  const [applied] = await db.execute<{ newest: string | null }>(
    sql`select max(created_at) as newest from drizzle.__drizzle_migrations`,
  );
  return Number(applied?.newest ?? 0) >= newest;
}

if (import.meta.main) {
  const { env } = await import('#lib/env.ts');
  const database = openDatabase({ url: env.DATABASE_URL, max: 1, caFile: env.DATABASE_CA_FILE });
  await migrateDatabase(database);
  await database.close();
  console.log('The database is up to date.');
}
