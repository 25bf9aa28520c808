import { createHash, randomBytes } from 'node:crypto';
import { and, eq, lt, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { type challengePurpose, passkeyChallenges } from '#db/schema/factors.ts';
import type { UserId } from '#lib/ids.ts';

/** What a passkey is asked for: to be added, to sign in, or to prove again who is there. */
export type ChallengePurpose = (typeof challengePurpose.enumValues)[number];

const CHALLENGE_BYTES = 32;
const MINUTES = 5;

/** A new challenge for one user and one purpose, good for 5 minutes. Only its SHA-256 is kept. */
export async function newChallenge(
  db: Db,
  userId: UserId,
  purpose: ChallengePurpose,
): Promise<Uint8Array<ArrayBuffer>> {
  const challenge = new Uint8Array(randomBytes(CHALLENGE_BYTES));
  await db.delete(passkeyChallenges).where(lt(passkeyChallenges.expiresAt, sql`now()`));
  await db.insert(passkeyChallenges).values({
    ...{ userId, purpose, challengeHash: hashOf(challenge) },
    expiresAt: sql`now() + make_interval(mins => ${MINUTES})`,
  });
  return challenge;
}

/** Uses a challenge (base64url) up. Whether it was there: made for this user and purpose, not used yet, and not too old. */
export async function spendChallenge(
  db: Db,
  { userId, purpose, challenge }: { userId: UserId; purpose: ChallengePurpose; challenge: string },
): Promise<boolean> {
  const spent = await db
    .delete(passkeyChallenges)
    .where(
      and(
        eq(passkeyChallenges.challengeHash, hashOf(Buffer.from(challenge, 'base64url'))),
        eq(passkeyChallenges.userId, userId),
        eq(passkeyChallenges.purpose, purpose),
      ),
    )
    .returning({ isInTime: sql<boolean>`${passkeyChallenges.expiresAt} > now()` });
  return spent[0]?.isInTime === true;
}

const hashOf = (challenge: Uint8Array): Buffer => createHash('sha256').update(challenge).digest();
