import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
} from '@simplewebauthn/server';
import { newChallenge } from './challenges.ts';
import { passkeyRows } from './passkey-rows.ts';
import { type Proof, proveAgain } from './prove-again.ts';
import { passkeyAlgorithms, relyingParty } from './relying-party.ts';
import type { UserContext } from './user-context.ts';

/** What a browser needs to make a passkey. */
export type PasskeyOffer = PublicKeyCredentialCreationOptionsJSON;
export type BeginPasskeyResult =
  | { ok: true; offer: PasskeyOffer }
  | { ok: false; sentence: string; field: string | null };

/** So many passkeys a user may have. */
export const MAX_PASSKEYS = 20;

/** Lets whoever proves to be the user add a passkey within 5 minutes: `addPasskey` takes what the browser made. */
export async function beginPasskey(ctx: UserContext, proof: Proof): Promise<BeginPasskeyResult> {
  const proven = await proveAgain(ctx, proof);
  if (!proven.ok) return { ok: false, sentence: proven.sentence, field: 'password' };
  const { userId } = ctx.actor;
  const excludeCredentials = await passkeyRows(ctx.db, userId);
  if (excludeCredentials.length >= MAX_PASSKEYS) {
    const sentence = `You have ${MAX_PASSKEYS} passkeys. Remove one that you no longer use.`;
    return { ok: false, sentence, field: null };
  }
  const { name, id } = relyingParty();
  const offer = await generateRegistrationOptions({
    ...{ rpName: name, rpID: id, userName: proven.username, userDisplayName: proven.username },
    userID: new Uint8Array(Buffer.from(userId.replaceAll('-', ''), 'hex')),
    challenge: await newChallenge(ctx.db, userId, 'add'),
    // What kind of device it is, is nobody's business.
    attestationType: 'none',
    supportedAlgorithmIDs: passkeyAlgorithms,
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    excludeCredentials,
  });
  return { ok: true, offer };
}
