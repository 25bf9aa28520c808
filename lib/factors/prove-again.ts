import { eq } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import { admitProof } from '#lib/accounts/admit-attempt.ts';
import { provePassword } from '#lib/accounts/prove-password.ts';
import { waitSentence } from '#lib/accounts/throttle.ts';
import { takePasskey } from './take-passkey.ts';
import type { UserContext } from './user-context.ts';

/** What the fields of `components/step-up.tsx` send: a password, or the answer of a passkey as JSON. */
export type Proof = { password?: string; passkey?: string };
export type ProofResult = { ok: true; username: string } | { ok: false; sentence: string };

/**
 * Whether a signed-in user knows the password or holds a passkey, asked before what a borrowed browser must not do. Else
 * the sentence to show. Throttled for this user alone. The passkey must have checked who holds it (a finger, a face, a
 * PIN): in the place of the password it is not enough that it is there. Also gives the username, for the rules.
 */
export async function proveAgain(
  ctx: UserContext,
  { password = '', passkey = '' }: Proof,
): Promise<ProofResult> {
  if (!passkey) {
    return password ? provePassword(ctx, password) : { ok: false, sentence: 'Type your password.' };
  }
  const { userId } = ctx.actor;
  const { admission, succeeded } = await admitProof(ctx);
  if (!admission.ok) return { ok: false, sentence: waitSentence(admission.retryAfterS) };
  const isTaken = await takePasskey(ctx, { userId, purpose: 'step_up', response: passkey });
  const [user] = await ctx.db
    .select({ username: users.username })
    .from(users)
    .where(eq(users.id, userId));
  if (!isTaken || !user) {
    return { ok: false, sentence: 'The passkey was not taken. Try again, or type your password.' };
  }
  await succeeded();
  return { ok: true, username: user.username };
}
