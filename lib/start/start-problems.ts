import { type Env, type EnvProblem, unsafeSettings } from '#lib/env.ts';

/** What the database and the disk say at the start. Null: could not be asked. */
export type StartFacts = {
  /** Settings of PostgreSQL as this process's connections have them. */
  postgres: Record<string, string> | null;
  isMigrated: boolean | null;
  /** Permission bits of KEYRING_DIR; null when the folder is not there yet. */
  keyringMode: number | null;
};

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
export function startProblems(env: Env, facts: StartFacts): EnvProblem[] {
  return [...unsafeSettings(env), ...keyringProblems(facts), ...databaseProblems(facts)];
}

function keyringProblems({ keyringMode }: StartFacts): EnvProblem[] {
  if (keyringMode === null || (keyringMode & 0o077) === 0) return [];
  const sentence = 'is a folder that others may enter: chmod 700 it.';
  return [{ setting: 'KEYRING_DIR', sentence }];
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
