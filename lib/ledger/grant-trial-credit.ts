import type { Db } from '#db/client.ts';
import type { AccountId } from '#lib/ids.ts';
import { type Micros, zero } from '#lib/money/micros.ts';
import { postTransactions } from './post-transaction.ts';

/**
 * Gives a new account its trial credit, once in its life, in the transaction that makes the account (its row in
 * `balances` must exist). Zero writes nothing.
 */
export async function grantTrialCredit(
  tx: Db,
  accountId: AccountId,
  micros: Micros,
): Promise<void> {
  if (micros === zero) return;
  await postTransactions(tx, [
    {
      accountId,
      kind: 'trial',
      from: 'granted',
      to: 'available',
      amountMicros: micros,
      idempotencyKey: 'trial',
    },
  ]);
}
