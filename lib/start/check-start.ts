import { stat } from 'node:fs/promises';
import { inArray, sql } from 'drizzle-orm';
import { type Db, openDatabase } from '#db/client.ts';
import { isMigrated } from '#db/is-migrated.ts';
import { type Env, env } from '#lib/env.ts';
import { describeError, log } from '#lib/log.ts';
import { postgresSettings, type StartFacts, startProblems } from './start-problems.ts';

/** The process must not start: each line says what is wrong and what to write. */
export class UnsafeStart extends Error {
  override name = 'UnsafeStart';
}

/**
 * Checks at the start of a process whether it may run: settings, PostgreSQL, migrations, keyring. In production it
 * throws `UnsafeStart`; in development each finding is one warning.
 */
export async function checkStart(process: 'web' | 'worker'): Promise<void> {
  const problems = startProblems(env, await readStartFacts(env));
  if (problems.length === 0) return;
  if (env.ALLSMS_STAGE === 'production') {
    const lines = problems.map(({ setting, sentence }) => `  ${setting} ${sentence}`);
    throw new UnsafeStart(`The ${process} process does not start:\n${lines.join('\n')}`);
  }
  for (const { setting, sentence } of problems) {
    log().warn({ setting }, `Unsafe for production: ${setting} ${sentence}`);
  }
}

async function readStartFacts({ DATABASE_URL, DATABASE_CA_FILE, KEYRING_DIR }: Env) {
  const keyringMode = await stat(KEYRING_DIR).then(
    ({ mode }) => mode & 0o777,
    () => null,
  );
  const database = openDatabase({ url: DATABASE_URL, max: 1, caFile: DATABASE_CA_FILE });
  try {
    return { keyringMode, ...(await askDatabase(database.db)) };
  } catch (error) {
    log().error({ err: describeError(error) }, 'The database cannot be asked.');
    return { keyringMode, postgres: null, isMigrated: null };
  } finally {
    await database.close();
  }
}

/** What PostgreSQL says about itself and the schema. */
export async function askDatabase(db: Db): Promise<Pick<StartFacts, 'postgres' | 'isMigrated'>> {
  const rows = await db.execute<{ name: string; setting: string }>(
    sql`select name, setting from pg_settings where ${inArray(sql`name`, [...postgresSettings])}`,
  );
  const postgres = Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  return { postgres, isMigrated: await isMigrated(db) };
}
