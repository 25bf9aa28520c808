import { eq } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import type { VisitorContext } from '#lib/context.ts';
import { hasSecondFactor } from '#lib/factors/has-second-factor.ts';
import type { UserId } from '#lib/ids.ts';
import { admitSignIn } from './admit-attempt.ts';
import { foldUsername } from './fold-username.ts';
import { verifyPassword } from './password-hash.ts';
import { rememberAddress } from './remember-address.ts';
import { renewPasswordHash } from './renew-password-hash.ts';
import { waitSentence } from './throttle.ts';

export type SignIn = { username: string; password: string };
export type SignInResult =
  | { ok: true; userId: UserId; kind: 'customer' | 'staff' }
  | { ok: false; sentence: string; retryAfterS: number };

/** Longer input is no username and no password of ours, and is not worth hashing. */
const MAX_CHARACTERS = 1000;

const WRONG =
  'That username and password do not belong together. Check both, or use a code of your recovery kit.';

/**
 * Checks a username and a password. Refused with one sentence and after the same work whether the username exists or
 * not, and with the seconds to wait when too many were tried. Opens no session: a
 * second factor may be needed (`hasSecondFactor`), then see `lib/auth/start-session.ts`.
 */
export async function signIn(
  ctx: VisitorContext,
  { username, password }: SignIn,
): Promise<SignInResult> {
  if (username.length > MAX_CHARACTERS || password.length > MAX_CHARACTERS) {
    return { ok: false, sentence: WRONG, retryAfterS: 0 };
  }
  const usernameKey = foldUsername(username.trim());
  const [user] = await ctx.db
    .select({ id: users.id, kind: users.kind, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.usernameKey, usernameKey));
  const { admission, succeeded } = await admitSignIn(ctx, usernameKey, user?.id ?? null);
  if (!admission.ok) {
    const { retryAfterS } = admission;
    return { ok: false, sentence: waitSentence(retryAfterS), retryAfterS };
  }
  const matches = await verifyPassword(password, user?.passwordHash ?? null);
  if (!user || !matches) return { ok: false, sentence: WRONG, retryAfterS: 0 };
  await succeeded();
  await renewPasswordHash(ctx, user, password);
  // With a second factor an address is known once that was right too.
  if (!(await hasSecondFactor(ctx.db, user.id))) await rememberAddress(ctx, user.id);
  return { ok: true, userId: user.id, kind: user.kind };
}
