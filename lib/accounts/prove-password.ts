import { eq } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import type { CustomerContext, StaffContext } from '#lib/context.ts';
import { admitProof } from './admit-attempt.ts';
import { verifyPassword } from './password-hash.ts';
import { renewPasswordHash } from './renew-password-hash.ts';
import { waitSentence } from './throttle.ts';

/**
 * Whether a signed-in user knows the password, asked before what a borrowed browser must not do. Null when right, else
 * the sentence to show. Wrong ones are throttled for this user alone. Also gives the username, for the rules.
 */
export async function provePassword(
  ctx: CustomerContext | StaffContext,
  password: string,
): Promise<{ ok: true; username: string } | { ok: false; sentence: string }> {
  const { admission, succeeded } = await admitProof(ctx);
  if (!admission.ok) return { ok: false, sentence: waitSentence(admission.retryAfterS) };
  const [user] = await ctx.db
    .select({ id: users.id, username: users.username, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, ctx.actor.userId));
  if (!(await verifyPassword(password, user?.passwordHash ?? null)) || !user) {
    return { ok: false, sentence: 'That is not your password.' };
  }
  await succeeded();
  await renewPasswordHash(ctx, user, password);
  return { ok: true, username: user.username };
}
