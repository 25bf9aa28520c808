import { eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { balances } from '#db/schema/ledger.ts';
import type { AccountId, BatchId } from '#lib/ids.ts';
import { type Micros, subtract, zero } from '#lib/money/micros.ts';
import { BalanceTooLow, postTransactions } from './post-transaction.ts';

/** `messages`: how many it stands for, for the statement. */
export type Reservation = {
  accountId: AccountId;
  batchId: BatchId;
  micros: Micros;
  messages: number;
};
export type ReserveResult = { ok: true } | { ok: false; shortByMicros: Micros };

/**
 * Reserves the price of a batch, in the caller's transaction. A balance that does not suffice is refused with what is
 * missing, and nothing is written. Call it last: the balance stays locked until the transaction ends.
 */
export async function reserve(tx: Db, input: Reservation): Promise<ReserveResult> {
  const { accountId, batchId, micros, messages } = input;
  if (micros === zero) return { ok: true };
  try {
    await postTransactions(tx, [
      {
        accountId,
        kind: 'reserve',
        from: 'available',
        to: 'reserved',
        amountMicros: micros,
        batchId,
        messages,
      },
    ]);
    return { ok: true };
  } catch (error) {
    if (!(error instanceof BalanceTooLow)) throw error;
    const [balance] = await tx.select().from(balances).where(eq(balances.accountId, accountId));
    return { ok: false, shortByMicros: subtract(micros, balance?.availableMicros ?? zero) };
  }
}
