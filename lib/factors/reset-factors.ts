import { eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { sessions } from '#db/schema/accounts.ts';
import { passkeyChallenges, passkeys, pendingSignIns, totpSecrets } from '#db/schema/factors.ts';
import type { UserId } from '#lib/ids.ts';

/**
 * Takes all second factors of a user away and signs the user out everywhere, in the caller's transaction: for a member of
 * staff who lost them, by an admin. Never for customers: what nobody can do, nobody can be talked into.
 */
export async function resetFactors(tx: Db, userId: UserId): Promise<void> {
  for (const table of [totpSecrets, passkeys, passkeyChallenges, pendingSignIns, sessions]) {
    await tx.delete(table).where(eq(table.userId, userId));
  }
}
