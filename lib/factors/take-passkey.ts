import {
  type AuthenticationResponseJSON,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import { and, eq, sql } from 'drizzle-orm';
import { passkeys } from '#db/schema/factors.ts';
import type { Ground } from '#lib/context.ts';
import type { UserId } from '#lib/ids.ts';
import { type ChallengePurpose, spendChallenge } from './challenges.ts';
import { readPasskeyResponse } from './read-passkey-response.ts';
import { relyingParty } from './relying-party.ts';

export type TakePasskey = {
  userId: UserId;
  purpose: Exclude<ChallengePurpose, 'add'>;
  /** What the browser answered, as JSON. */
  response: string;
};

/**
 * Whether this is an answer of one of the user's passkeys to a question of this purpose (WebAuthn §7.2): signed by it,
 * for our origin, not used before. A counter that does not go forward is refused: the key may have been copied.
 */
export async function takePasskey(
  { db }: Pick<Ground, 'db'>,
  { userId, purpose, response }: TakePasskey,
): Promise<boolean> {
  const answer = readPasskeyResponse<AuthenticationResponseJSON>(response);
  if (!answer) return false;
  const [passkey] = await db
    .select()
    .from(passkeys)
    .where(and(eq(passkeys.id, answer.id), eq(passkeys.userId, userId)));
  if (!passkey) return false;
  const { id: expectedRPID, origin: expectedOrigin } = relyingParty();
  const { counter } = passkey;
  const verified = await verifyAuthenticationResponse({
    ...{ response: answer, expectedRPID, expectedOrigin },
    expectedChallenge: (challenge) => spendChallenge(db, { userId, purpose, challenge }),
    requireUserVerification: purpose === 'step_up',
    credential: { id: passkey.id, counter, publicKey: new Uint8Array(passkey.publicKey) },
  }).catch(() => null);
  if (!verified?.verified) return false;
  const { newCounter, credentialBackedUp } = verified.authenticationInfo;
  const taken = await db
    .update(passkeys)
    .set({ counter: newCounter, backedUp: credentialBackedUp, lastUsedAt: sql`now()` })
    .where(
      and(eq(passkeys.id, passkey.id), eq(passkeys.userId, userId), eq(passkeys.counter, counter)),
    )
    .returning({ id: passkeys.id });
  return taken.length > 0;
}
