import { eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { balances } from '#db/schema/ledger.ts';
import type { AccountId } from '#lib/ids.ts';

/**
 * The money of an account, which nobody else moves until the caller's transaction ends. Undefined for an account that there
 * is not. Sends of the account wait meanwhile, so call it as late as can be.
 */
export async function lockBalance(
  tx: Db,
  accountId: AccountId,
): Promise<typeof balances.$inferSelect | undefined> {
  const [balance] = await tx
    .select()
    .from(balances)
    .where(eq(balances.accountId, accountId))
    .for('no key update');
  return balance;
}
