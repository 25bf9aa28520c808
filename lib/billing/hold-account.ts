import { eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { accounts } from '#db/schema/accounts.ts';
import type { AccountId } from '#lib/ids.ts';

/**
 * Lets one alone change the billing details of an account, until the caller's transaction ends. False when the account has
 * been deleted: then nothing may be stored, under a key that nobody would destroy.
 */
export async function holdAccount(tx: Db, accountId: AccountId): Promise<boolean> {
  const [account] = await tx
    .select({ closedAt: accounts.closedAt })
    .from(accounts)
    .where(eq(accounts.id, accountId))
    .for('no key update');
  return account !== undefined && account.closedAt === null;
}
