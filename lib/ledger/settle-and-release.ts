import type { Db } from '#db/client.ts';
import type { AccountId, BatchId } from '#lib/ids.ts';
import type { Micros } from '#lib/money/micros.ts';
import { type NewTransaction, postTransactions } from './post-transaction.ts';

/** What became of reserved money of one batch: amounts, and how many messages each stands for. */
export type Outcome = {
  accountId: AccountId;
  batchId: BatchId;
  settleMicros: Micros;
  releaseMicros: Micros;
  settled: number;
  released: number;
};

/**
 * Charges and gives back reserved money in bulk, in the caller's transaction; amounts of zero write nothing. Balances
 * are locked in the order of their accounts. Throws when more is settled or released than was reserved: that is a
 * fault of the caller, and its transaction must not stay. Call it last: the balances stay locked until it ends.
 */
export async function settleAndRelease(tx: Db, rows: Outcome[]): Promise<void> {
  const transactions = rows.flatMap((row): NewTransaction[] => {
    const { accountId, batchId } = row;
    const common = { accountId, batchId, from: 'reserved' } as const;
    return [
      {
        ...common,
        kind: 'settle',
        to: 'revenue',
        amountMicros: row.settleMicros,
        messages: row.settled,
      },
      {
        ...common,
        kind: 'release',
        to: 'available',
        amountMicros: row.releaseMicros,
        messages: row.released,
      },
    ];
  });
  await postTransactions(
    tx,
    transactions.filter((each) => each.amountMicros !== 0),
  );
}
