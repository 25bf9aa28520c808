import type { Env, EnvProblem } from '#lib/env.ts';
import { maskingIdentity } from '#lib/masking/masking-identity.ts';
import { unsafeSettings } from './unsafe-settings.ts';

/** What the database and the disk say at the start. Null: could not be asked. */
export type StartFacts = {
  /** Settings of PostgreSQL as this process's connections have them. */
  postgres: Record<string, string> | null;
  isMigrated: boolean | null;
  /** Permission bits of KEYRING_DIR; null when the folder is not there yet. */
  keyringMode: number | null;
  /** The same of KEYRING_SOCKET; null when no socket is there. */
  keyringSocketMode: number | null;
  /** The same of WORKER_KEYRING_DIR, and whether what it holds is in memory only (tmpfs). */
  workerKeyringMode: number | null;
  isWorkerKeyringInMemory: boolean;
};

export type ProcessName = 'web' | 'worker';

// Acknowledged is kept; the log repeats neither texts nor parameters.
const safePostgres: Record<string, string[]> = {
  fsync: ['on'],
  full_page_writes: ['on'],
  synchronous_commit: ['on', 'remote_apply'],
  log_parameter_max_length_on_error: ['0'],
  log_error_verbosity: ['terse'],
  log_min_error_statement: ['panic'],
  log_statement: ['none'],
  log_min_duration_statement: ['-1'],
  log_min_duration_sample: ['-1'],
  log_transaction_sample_rate: ['0'],
};

export const postgresSettings: readonly string[] = Object.keys(safePostgres);

/** Everything that keeps a process from starting in production, each with what to write. Empty when all is safe. */
export function startProblems(process: ProcessName, env: Env, facts: StartFacts): EnvProblem[] {
  return [
    ...unsafeSettings(env),
    ...keyringProblems(env, facts),
    ...(process === 'web' ? webKeyProblems(env) : workerKeyProblems(env, facts)),
    ...databaseProblems(facts),
  ];
}

/** Keys come from a folder or from a key process; with a key process, nothing of the folder may be here. */
function keyringProblems(env: Env, facts: StartFacts): EnvProblem[] {
  if (!env.KEYRING_SOCKET) return folderProblems('KEYRING_DIR', facts.keyringMode);
  const elsewhere = (['KEYRING_DIR', 'ROOT_KEY', 'ROOT_KEY_PREVIOUS'] as const)
    .filter((setting) => env[setting] !== undefined)
    .map((setting) => ({
      setting,
      sentence: 'belongs to the key process alone where KEYRING_SOCKET is set: take it out here.',
    }));
  return [...elsewhere, ...socketProblems(facts.keyringSocketMode)];
}

function socketProblems(mode: number | null): EnvProblem[] {
  const setting = 'KEYRING_SOCKET';
  if (mode === null) {
    const sentence = 'names no socket that is there: start "npm run keys:serve" first.';
    return [{ setting, sentence }];
  }
  if ((mode & 0o007) === 0) return [];
  return [{ setting, sentence: 'is a socket that everybody may use: chmod 660 it.' }];
}

/** What only workers may have: a web process that could open masked content, or sign for a worker, proves nothing. */
function webKeyProblems({ MASKING_SIGNING_KEY }: Env): EnvProblem[] {
  if (!MASKING_SIGNING_KEY) return [];
  const sentence = 'belongs to the workers: take it out of the environment of the web process.';
  return [{ setting: 'MASKING_SIGNING_KEY', sentence }];
}

function workerKeyProblems(env: Env, facts: StartFacts): EnvProblem[] {
  const { MASKING_SIGNING_KEY, MASKING_PUBLIC_KEYS, WORKER_KEYRING_DIR } = env;
  const problems = folderProblems('WORKER_KEYRING_DIR', facts.workerKeyringMode);
  const add = (setting: string, sentence: string) => problems.push({ setting, sentence });
  if (!WORKER_KEYRING_DIR) {
    add(
      'WORKER_KEYRING_DIR',
      'is missing: write the path of a folder on a tmpfs, for workers only.',
    );
  } else if (!facts.isWorkerKeyringInMemory && !env.WORKER_KEYS_ON_DISK) {
    add(
      'WORKER_KEYRING_DIR',
      'must be on a tmpfs: a copy of a disk made today opens what is masked tomorrow. WORKER_KEYS_ON_DISK=true allows it knowingly.',
    );
  }
  if (!MASKING_SIGNING_KEY) {
    add('MASKING_SIGNING_KEY', 'is missing: "npm run masking:identity" makes one.');
  } else {
    const { publicKey } = maskingIdentity(MASKING_SIGNING_KEY);
    if (!MASKING_PUBLIC_KEYS.some((known) => known.equals(publicKey))) {
      add('MASKING_PUBLIC_KEYS', 'must have the public half of MASKING_SIGNING_KEY.');
    }
  }
  return problems;
}

/** A folder of keys that others than its owner may enter. */
export function folderProblems(setting: string, mode: number | null): EnvProblem[] {
  if (mode === null || (mode & 0o077) === 0) return [];
  return [{ setting, sentence: 'is a folder that others may enter: chmod 700 it.' }];
}

function databaseProblems({ postgres, isMigrated }: StartFacts): EnvProblem[] {
  if (postgres === null) {
    const sentence = 'names a database that cannot be reached: start it, or correct the address.';
    return [{ setting: 'DATABASE_URL', sentence }];
  }
  const unsafe = Object.entries(safePostgres)
    .filter(([name, safe]) => !safe.includes(postgres[name] ?? 'unknown'))
    .map(([name, safe]) => ({
      setting: `PostgreSQL ${name}`,
      sentence: `is ${postgres[name] ?? 'unknown'} and must be ${safe[0]}: ALTER SYSTEM SET ${name} = '${safe[0]}'; SELECT pg_reload_conf();`,
    }));
  if (isMigrated) return unsafe;
  const sentence = 'names a database whose migrations are not applied: npm run migrate.';
  return [...unsafe, { setting: 'DATABASE_URL', sentence }];
}
