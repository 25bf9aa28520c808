import { type RegistrationResponseJSON, verifyRegistrationResponse } from '@simplewebauthn/server';
import { eq } from 'drizzle-orm';
import { passkeys } from '#db/schema/factors.ts';
import { MAX_PASSKEYS } from './begin-passkey.ts';
import { spendChallenge } from './challenges.ts';
import { lockUser } from './lock-user.ts';
import { noteFactorAdded } from './note-factor-change.ts';
import { readPasskeyResponse } from './read-passkey-response.ts';
import { passkeyAlgorithms, relyingParty } from './relying-party.ts';
import type { UserContext } from './user-context.ts';

/** `response`: what the browser made, as JSON. `keepSession` is the session that asks: it stays, the others are closed. */
export type AddPasskey = { response: string; keepSession: Buffer };
export type AddPasskeyResult = { ok: true } | { ok: false; sentence: string };

const refused: AddPasskeyResult = {
  ok: false,
  sentence: 'The passkey was not added. Begin again, and answer within five minutes.',
};

/**
 * Adds the passkey that a browser made for `beginPasskey` (WebAuthn §7.1). Refused: an answer to another question or to
 * none, from another origin, used twice, and a passkey that is known already.
 */
export async function addPasskey(
  ctx: UserContext,
  { response, keepSession }: AddPasskey,
): Promise<AddPasskeyResult> {
  const made = readPasskeyResponse<RegistrationResponseJSON>(response);
  if (!made) return refused;
  const { userId } = ctx.actor;
  const { id: expectedRPID, origin: expectedOrigin } = relyingParty();
  const verified = await verifyRegistrationResponse({
    ...{ response: made, expectedRPID, expectedOrigin, requireUserVerification: false },
    supportedAlgorithmIDs: passkeyAlgorithms,
    expectedChallenge: (challenge) => spendChallenge(ctx.db, { userId, purpose: 'add', challenge }),
  }).catch(() => null);
  if (!verified?.verified) return refused;
  const { credential, credentialBackedUp: backedUp } = verified.registrationInfo;
  const { id, counter, transports = [] } = credential;
  return ctx.db.transaction(async (tx): Promise<AddPasskeyResult> => {
    await lockUser(tx, userId);
    if ((await tx.$count(passkeys, eq(passkeys.userId, userId))) >= MAX_PASSKEYS) return refused;
    const added = await tx
      .insert(passkeys)
      .values({
        ...{ id, userId, counter, transports, backedUp },
        publicKey: Buffer.from(credential.publicKey),
      })
      .onConflictDoNothing()
      .returning({ id: passkeys.id });
    if (added.length === 0) return refused;
    await noteFactorAdded(tx, ctx, { factor: 'passkey', keepSession });
    return { ok: true };
  });
}
