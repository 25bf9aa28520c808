import {
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import type { Ground } from '#lib/context.ts';
import type { UserId } from '#lib/ids.ts';
import { type ChallengePurpose, newChallenge } from './challenges.ts';
import { passkeyRows } from './passkey-rows.ts';
import { relyingParty } from './relying-party.ts';

/** What a browser needs to ask for a passkey. */
export type PasskeyQuestion = PublicKeyCredentialRequestOptionsJSON;

/**
 * A question to the passkeys of a user, good for 5 minutes and one answer; null when there are none. To prove again who is
 * there, the passkey must check who holds it; beside a password it should.
 */
export async function askPasskey(
  { db }: Pick<Ground, 'db'>,
  userId: UserId,
  purpose: Exclude<ChallengePurpose, 'add'>,
): Promise<PasskeyQuestion | null> {
  const allowCredentials = await passkeyRows(db, userId);
  if (allowCredentials.length === 0) return null;
  return generateAuthenticationOptions({
    rpID: relyingParty().id,
    challenge: await newChallenge(db, userId, purpose),
    userVerification: purpose === 'step_up' ? 'required' : 'preferred',
    allowCredentials,
  });
}
