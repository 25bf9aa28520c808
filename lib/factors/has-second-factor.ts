import { and, eq, isNotNull } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { passkeys, totpSecrets } from '#db/schema/factors.ts';
import type { UserId } from '#lib/ids.ts';

/** Which second factors a user has: an authenticator app that was confirmed, and how many passkeys. */
export type Factors = { app: boolean; passkeys: number };

/** The second factors of a user. */
export async function readFactors(db: Db, userId: UserId): Promise<Factors> {
  const isConfirmed = and(eq(totpSecrets.userId, userId), isNotNull(totpSecrets.confirmedAt));
  const [apps, keys] = [
    await db.$count(totpSecrets, isConfirmed),
    await db.$count(passkeys, eq(passkeys.userId, userId)),
  ];
  return { app: apps > 0, passkeys: keys };
}

/** Whether a password alone does not sign this user in. */
export async function hasSecondFactor(db: Db, userId: UserId): Promise<boolean> {
  const factors = await readFactors(db, userId);
  return factors.app || factors.passkeys > 0;
}
