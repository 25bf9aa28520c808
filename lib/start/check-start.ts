import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { inArray, sql } from 'drizzle-orm';
import { type Db, openDatabase } from '#db/client.ts';
import { isMigrated } from '#db/is-migrated.ts';
import { type Env, env } from '#lib/env.ts';
import { describeError, log } from '#lib/log.ts';
import { modeOf } from './mode-of.ts';
import {
  type ProcessName,
  postgresSettings,
  type StartFacts,
  startProblems,
} from './start-problems.ts';

/** The process must not start: each line says what is wrong and what to write. */
export class UnsafeStart extends Error {
  override name = 'UnsafeStart';
}

/**
 * Checks at the start of a process whether it may run: settings, PostgreSQL, migrations, keyring. In production it
 * throws `UnsafeStart`; in development each finding is one warning.
 */
export async function checkStart(process: ProcessName): Promise<void> {
  const problems = startProblems(process, env, await readStartFacts(env));
  if (problems.length === 0) return;
  if (env.ALLSMS_STAGE === 'production') {
    const lines = problems.map(({ setting, sentence }) => `  ${setting} ${sentence}`);
    throw new UnsafeStart(`The ${process} process does not start:\n${lines.join('\n')}`);
  }
  for (const { setting, sentence } of problems) {
    log().warn({ setting }, `Unsafe for production: ${setting} ${sentence}`);
  }
}

async function readStartFacts(env: Env): Promise<StartFacts> {
  const { DATABASE_URL, DATABASE_CA_FILE } = env;
  const folders = await readFolders(env);
  const database = openDatabase({ url: DATABASE_URL, max: 1, caFile: DATABASE_CA_FILE });
  try {
    return { ...folders, ...(await askDatabase(database.db)) };
  } catch (error) {
    log().error({ err: describeError(error) }, 'The database cannot be asked.');
    return { ...folders, postgres: null, isMigrated: null };
  } finally {
    await database.close();
  }
}

/** What the disk says: the folders of keys, and the socket of a key process. */
export async function readFolders({
  KEYRING_DIR,
  KEYRING_SOCKET,
  WORKER_KEYRING_DIR,
}: Env): Promise<Omit<StartFacts, 'postgres' | 'isMigrated'>> {
  return {
    keyringMode: await modeOf(KEYRING_DIR),
    keyringSocketMode: await socketModeOf(KEYRING_SOCKET),
    workerKeyringMode: await modeOf(WORKER_KEYRING_DIR),
    isWorkerKeyringInMemory: await isInMemory(WORKER_KEYRING_DIR),
  };
}

async function socketModeOf(path: string | undefined): Promise<number | null> {
  const found = path ? await stat(path).catch(() => null) : null;
  return found?.isSocket() ? found.mode & 0o777 : null;
}

/** The magic number of tmpfs (linux/magic.h). */
const TMPFS = 0x01021994;

/** The folder itself, or the one in which it will be made. */
async function isInMemory(folder: string | undefined): Promise<boolean> {
  if (!folder) return false;
  const { type } = await statfs(folder)
    .catch(() => statfs(dirname(folder)))
    .catch(() => ({ type: 0 }));
  return type === TMPFS;
}

/** What PostgreSQL says about itself and the schema. */
export async function askDatabase(db: Db): Promise<Pick<StartFacts, 'postgres' | 'isMigrated'>> {
  const rows = await db.execute<{ name: string; setting: string }>(
    sql`select name, setting from pg_settings where ${inArray(sql`name`, [...postgresSettings])}`,
  );
  const postgres = Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  return { postgres, isMigrated: await isMigrated(db) };
}
