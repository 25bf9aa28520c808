import type postgres from 'postgres';
import { type Db, QueryFailed } from '#db/client.ts';

/** postgres.js itself, on the connection of `db`: a pool or a transaction. Its statements are prepared once and kept. */
export type Sql = postgres.TransactionSql;

/**
 * The driver below a drizzle database or transaction, for the statements of the message's way: they run thousands of
 * times a minute, and drizzle plans each anew. Arrays of uuids, texts and numbers go in as one parameter; arrays of
 * booleans and octets do not.
 */
export function sqlOf(db: Db): Sql {
  const session = (db as unknown as { _: { session: { client: Sql } } })._.session;
  return session.client;
}

/** Runs a statement. What fails says which and why, and never with which parameters. */
export async function rowsOf<Row extends object>(
  name: string,
  query: postgres.PendingQuery<postgres.Row[]>,
): Promise<Row[]> {
  try {
    return (await query) as unknown as Row[];
  } catch (error) {
    throw new QueryFailed(name, error);
  }
}

const deadlock = '40P01';
const tries = 5;

/** One transaction, begun again when PostgreSQL chose it as the victim of a deadlock. */
export async function inTransaction<Result>(
  db: Db,
  work: (tx: Db) => Promise<Result>,
): Promise<Result> {
  for (let tried = 1; ; tried++) {
    try {
      return await db.transaction(work);
    } catch (error) {
      const again = error instanceof QueryFailed && error.code === deadlock && tried < tries;
      if (!again) throw error;
    }
  }
}
