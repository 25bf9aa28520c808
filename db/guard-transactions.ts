import type postgres from 'postgres';

type Work = (tx: postgres.TransactionSql) => unknown;

/** A lost connection ends its transaction at once; if it did not, the transaction is rolled back after so long. */
const patienceMs = 2_000;

/**
 * Mends what the driver does when PostgreSQL ends a connection in the middle of a transaction (postgres.js 3.4.9,
 * github.com/porsager/postgres/issues/1208): it writes a ROLLBACK to a socket that is gone, which ends the process or
 * leaves a connection that never answers again. Here nothing is written after the loss; the transaction fails by it.
 */
export function guardTransactions(sql: postgres.Sql): void {
  const begin = sql.begin.bind(sql) as (options: string, work: Work) => Promise<unknown>;
  const guarded = (options: string | Work, work?: Work): Promise<unknown> => {
    const [words, run] = typeof options === 'string' ? [options, work!] : ['', options];
    let isLost = false;
    const transaction = begin(words, async (tx) => {
      try {
        return await run(onlyWhile(tx, () => !isLost));
      } catch (error) {
        if (isLost || isLoss(error))
          await new Promise((resolve) => setTimeout(resolve, patienceMs).unref());
        if (isLost) await new Promise(() => {});
        throw error;
      }
    });
    transaction.catch(() => {
      isLost = true;
    });
    return transaction;
  };
  Object.assign(sql, { begin: guarded });
}

/** The statements of a transaction, refused once its connection is lost. */
function onlyWhile(tx: postgres.TransactionSql, isAlive: () => boolean): postgres.TransactionSql {
  const check = () => {
    if (!isAlive()) throw Object.assign(new Error('The connection is lost.'), { code: lostCode });
  };
  return new Proxy(tx, {
    apply: (target, self, words) => {
      check();
      return Reflect.apply(target, self, words);
    },
    get: (target, name, self) => {
      if (name === 'unsafe') check();
      return Reflect.get(target, name, self);
    },
  });
}

const lostCode = 'CONNECTION_CLOSED';

/** True for an error by which a connection was lost: it has the driver's own code or that of the socket. */
export const isLoss = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  /^(CONNECTION_|E[A-Z]{4,}$)/.test(String(error.code));
