import { eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { accounts } from '#db/schema/accounts.ts';
import type { AccountId } from '#lib/ids.ts';

/** For how many days an account keeps content (0: permanent masking) and recipients. */
export type Keeping = { contentDays: number; numberDays: number };

/**
 * What the account chose, and a lock on it until the caller's transaction ends: what is sealed in it is sealed under
 * the choice that is in effect when it commits. Null when the account has been deleted.
 */
export async function readKeeping(tx: Db, accountId: AccountId): Promise<Keeping | null> {
  const [row] = await tx
    .select({
      contentDays: accounts.contentDays,
      numberDays: accounts.numberDays,
      closedAt: accounts.closedAt,
    })
    .from(accounts)
    .where(eq(accounts.id, accountId))
    .for('share');
  if (!row || row.closedAt) return null;
  return { contentDays: row.contentDays, numberDays: row.numberDays };
}
