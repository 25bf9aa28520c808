import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { type Database, openDatabase } from '#db/client.ts';

const folder = join(import.meta.dirname, 'migrations');

/** Brings the schema up to date and makes the partitions of the next three months. Safe to run again. */
export async function migrateDatabase({ db }: Database): Promise<void> {
  await migrate(db, { migrationsFolder: folder });
  await db.execute(sql`select ensure_month_partitions(3)`);
}

if (import.meta.main) {
  const { env } = await import('#lib/env.ts');
  const database = openDatabase({ url: env.DATABASE_URL, max: 1, caFile: env.DATABASE_CA_FILE });
  await migrateDatabase(database);
  await database.close();
  console.log('The database is up to date.');
}
