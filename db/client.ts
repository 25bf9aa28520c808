import { readFileSync } from 'node:fs';
import type { ExtractTablesWithRelations } from 'drizzle-orm';
import { DrizzleQueryError } from 'drizzle-orm';
import { PgPreparedQuery } from 'drizzle-orm/pg-core';
import {
  drizzle,
  type PostgresJsDatabase,
  type PostgresJsTransaction,
} from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema/all.ts';

type Schema = typeof schema;
/** The database or a transaction in it: verbs take either. */
export type Db =
  | PostgresJsDatabase<Schema>
  | PostgresJsTransaction<Schema, ExtractTablesWithRelations<Schema>>;

export type Database = {
  db: PostgresJsDatabase<Schema>;
  sql: postgres.Sql;
  close: () => Promise<void>;
};

/** A statement failed. Says which statement and why, and never with which parameters. */
export class QueryFailed extends Error {
  override name = 'QueryFailed';
  readonly code: string | undefined;
  readonly constraint: string | undefined;

  constructor(query: string, cause: unknown) {
    const reason = cause instanceof postgres.PostgresError ? cause : undefined;
    // Data exceptions (class 22) quote the value that they could not read.
    const words = reason?.code.startsWith('22')
      ? `a value of the wrong form (${reason.code})`
      : (reason?.message ?? (cause instanceof Error ? cause.message : 'no reason'));
    super(`${words} in: ${query}`);
    // `detail` and `where` of PostgreSQL repeat values, so the cause itself is not kept.
    this.code = reason?.code ?? (cause as { code?: string } | undefined)?.code;
    this.constraint = reason?.constraint_name;
  }
}

/** True when `error` is the violation of the unique index or constraint named `constraint`. */
export const isUniqueViolation = (error: unknown, constraint: string): boolean =>
  isQueryFailed(error) && error.code === '23505' && error.constraint === constraint;

// By its name: the web process has this module in several bundles, each with a class of its own.
const isQueryFailed = (error: unknown): error is QueryFailed =>
  error instanceof Error && error.name === 'QueryFailed';

// Drizzle puts the parameters of a failed statement into its error's message, and from there into every log.
type RunQuery = (
  this: unknown,
  query: string,
  params: unknown[],
  run: () => Promise<unknown>,
) => Promise<unknown>;
const prepared = PgPreparedQuery.prototype as unknown as {
  queryWithCache: RunQuery & { safe?: true };
};
if (!prepared.queryWithCache.safe) {
  const runQuery = prepared.queryWithCache;
  const runSafely: RunQuery & { safe?: true } = async function (query, params, run) {
    try {
      return await runQuery.call(this, query, params, run);
    } catch (error) {
      throw error instanceof DrizzleQueryError ? new QueryFailed(query, error.cause) : error;
    }
  };
  runSafely.safe = true;
  prepared.queryWithCache = runSafely;
}

const longestBackOffSeconds = 1;

export type DatabaseOptions = {
  url: string;
  max: number;
  caFile?: string | undefined;
  /** A transaction whose process says nothing for so long is rolled back, and its locks are free. Without it: never. */
  idleTransactionMs?: number;
};

/** Opens a pool. `sslmode=verify-full` in the URL means a verified certificate; `caFile` adds a private authority. */
export function openDatabase(options: DatabaseOptions): Database {
  const { url, max, caFile, idleTransactionMs = 0 } = options;
  const { hostname, searchParams } = new URL(url);
  const verified = searchParams.get('sslmode') === 'verify-full';
  const sql = postgres(url, {
    max,
    onnotice: () => {},
    // The driver's own rises to 20 s: a database that is back would not be used.
    backoff: (tries) => Math.min(2 ** tries / 20, longestBackOffSeconds),
    connection: {
      application_name: 'allsms',
      idle_in_transaction_session_timeout: idleTransactionMs,
    },
    ...(verified
      ? {
          ssl: {
            rejectUnauthorized: true,
            // Where it is an address, which SNI cannot carry, the driver would take a certificate for `localhost`.
            host: hostname.replace(/^\[(.*)\]$/, '$1'),
            ...(caFile ? { ca: readFileSync(caFile, 'utf8') } : {}),
          },
        }
      : {}),
  });
  return { db: drizzle(sql, { schema }), sql, close: () => sql.end({ timeout: 5 }) };
}
