import { eq, type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { accounts } from '#db/schema/accounts.ts';
import type { AccountId } from '#lib/ids.ts';

/** For how many days an account keeps content (0: permanent masking) and recipients. */
export type Keeping = { contentDays: number; numberDays: number };

/**
 * What the account chose, and a lock on it until the caller's transaction ends, which many can have at once: what is
 * sealed in it is sealed under the choice that is in effect when it commits. Null when the account has been deleted.
 */
export async function readKeeping(tx: Db, accountId: AccountId): Promise<Keeping | null> {
  // A statement of its own: the next one sees what whoever had it alone has committed.
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${lockOf(accountId)})`);
  const [row] = await tx
    .select({
      contentDays: accounts.contentDays,
      numberDays: accounts.numberDays,
      closedAt: accounts.closedAt,
    })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  if (!row || row.closedAt) return null;
  return { contentDays: row.contentDays, numberDays: row.numberDays };
}

/**
 * The same lock for one alone, before the choice is changed or the account closed: the caller waits for everybody who
 * seals by the old choice, and sees what they have sealed. Whoever comes later waits behind: locks of rows would let a
 * stream of them pass for ever. The row first, which others hold before they seal.
 */
export async function lockKeeping(tx: Db, accountId: AccountId): Promise<void> {
  await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.id, accountId))
    .for('no key update');
  await tx.execute(sql`select pg_advisory_xact_lock(${lockOf(accountId)})`);
}

const lockOf = (accountId: AccountId): SQL => sql`hashtextextended(${`keeping ${accountId}`}, 0)`;
