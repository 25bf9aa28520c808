import { createHash, randomBytes } from 'node:crypto';
import { lt, sql } from 'drizzle-orm';
import { pendingSignIns } from '#db/schema/factors.ts';
import type { VisitorContext } from '#lib/context.ts';
import type { UserId } from '#lib/ids.ts';
import { askPasskey, type PasskeyQuestion } from './ask-passkey.ts';
import { readFactors } from './has-second-factor.ts';

const MINUTES = 5;
const TRIES = 5;
const TOKEN_BYTES = 32;

/** The second step of a sign-in, as the page holds it: a token kept nowhere else, and what may be asked for. */
export type SecondStepOffer = { token: string; app: boolean; question: PasskeyQuestion | null };

/**
 * Begins the second step of a sign-in whose password was right, for a user who has a second factor. It is open for 5
 * minutes and 5 tries; the database has only the SHA-256 of its token.
 */
export async function beginSecondStep(
  ctx: VisitorContext,
  userId: UserId,
): Promise<SecondStepOffer> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  await ctx.db.delete(pendingSignIns).where(lt(pendingSignIns.expiresAt, sql`now()`));
  await ctx.db.insert(pendingSignIns).values({
    ...{ userId, tokenHash: pendingHash(token), triesLeft: TRIES },
    expiresAt: sql`now() + make_interval(mins => ${MINUTES})`,
  });
  const { app } = await readFactors(ctx.db, userId);
  return { token, app, question: await askPasskey(ctx, userId, 'sign_in') };
}

/** What the database has of the token. It is random, so no salt and no slow hash are needed. */
export const pendingHash = (token: string): Buffer => createHash('sha256').update(token).digest();
