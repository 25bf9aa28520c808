import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { accountDeletions, refundRequests } from '#db/schema/leaving.ts';
import type { AccountId } from '#lib/ids.ts';
import { type Micros, zero } from '#lib/money/micros.ts';
import { lockBalance } from './lock-balance.ts';
import { postTransactions } from './post-transaction.ts';

/**
 * What a deleted account could still spend is owed to its customer from now on, and its refund request says so. In the
 * caller's transaction, which has written or locked the account's deletion. Returns how much it was. Call it last: the
 * balance stays locked until the transaction ends.
 */
export async function oweBalance(tx: Db, accountId: AccountId): Promise<Micros> {
  const balance = await lockBalance(tx, accountId);
  const amountMicros = balance?.availableMicros ?? zero;
  if (amountMicros === zero) return zero;
  await postTransactions(tx, [
    { accountId, kind: 'owe', from: 'available', to: 'owed', amountMicros },
  ]);
  await tx
    .update(accountDeletions)
    .set({ balanceMicros: sql`${accountDeletions.balanceMicros} + ${amountMicros}` })
    .where(eq(accountDeletions.accountId, accountId));
  await tx
    .update(refundRequests)
    .set({ micros: sql`${refundRequests.micros} + ${amountMicros}` })
    .where(and(eq(refundRequests.accountId, accountId), isNull(refundRequests.paidAt)));
  return amountMicros;
}
