import { eq, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { sessions, users } from '#db/schema/accounts.ts';
import { pendingSignIns } from '#db/schema/factors.ts';
import { type AccountId, newId, type UserId } from '#lib/ids.ts';
import { tell } from '#lib/notices/tell.ts';

type Recovered = {
  userId: UserId;
  /** Null: staff, who have no notices. */
  accountId: AccountId | null;
  passwordHash: string;
  /** How many codes of the kit are left, where one was used. */
  facts: { codesLeft?: number };
};

/** What follows each recovery, in the caller's transaction: the new password, every session closed, a notice. */
export async function setRecoveredPassword(
  tx: Db,
  { userId, accountId, passwordHash, facts }: Recovered,
): Promise<void> {
  await tx
    .update(users)
    .set({ passwordHash, shortPassword: false, passwordChangedAt: sql`now()` })
    .where(eq(users.id, userId));
  await tx.delete(sessions).where(eq(sessions.userId, userId));
  // Who began to sign in with the old one does not finish.
  await tx.delete(pendingSignIns).where(eq(pendingSignIns.userId, userId));
  if (!accountId) return;
  await tell(tx, accountId, { kind: 'recovery_used', facts, onceKey: `recovery_used/${newId()}` });
}
