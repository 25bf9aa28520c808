import { eq } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import { staffMembers } from '#db/schema/staff.ts';
import type { VisitorContext } from '#lib/context.ts';
import { hasSecondFactor } from '#lib/factors/has-second-factor.ts';
import type { UserId } from '#lib/ids.ts';
import { admitSignIn } from './admit-attempt.ts';
import { foldUsername } from './fold-username.ts';
import { verifyPassword } from './password-hash.ts';
import { rememberAddress } from './remember-address.ts';
import { renewPasswordHash } from './renew-password-hash.ts';
import { waitSentence } from './throttle.ts';

type UserKind = 'customer' | 'staff';
/** `as`: whose page it is; the others do not exist there. */
export type SignIn = { username: string; password: string; as?: UserKind };
export type SignInResult =
  | { ok: true; userId: UserId; kind: UserKind }
  | { ok: false; sentence: string; retryAfterS: number };

/** Longer input is no username and no password of ours, and is not worth hashing. */
const MAX_CHARACTERS = 1000;

const wrong: Record<UserKind, string> = {
  customer:
    'That username and password do not belong together. Check both, or use a code of your recovery kit.',
  staff: 'That username and password do not belong together. Check both, or ask an admin.',
};

/**
 * Checks a username and a password. Refused with one sentence and after the same work whether the username exists or
 * not, is of the other kind, or of staff who have left; and with the seconds to wait when too many were tried. Opens no
 * session: a second factor may be needed (`hasSecondFactor`), then see `lib/auth/start-session.ts`.
 */
export async function signIn(
  ctx: VisitorContext,
  { username, password, as = 'customer' }: SignIn,
): Promise<SignInResult> {
  const refusal: SignInResult = { ok: false, sentence: wrong[as], retryAfterS: 0 };
  if (username.length > MAX_CHARACTERS || password.length > MAX_CHARACTERS) return refusal;
  const usernameKey = foldUsername(username.trim());
  const [user] = await ctx.db
    .select({
      ...{ id: users.id, kind: users.kind, passwordHash: users.passwordHash },
      leftAt: staffMembers.endedAt,
    })
    .from(users)
    .leftJoin(staffMembers, eq(staffMembers.userId, users.id))
    .where(eq(users.usernameKey, usernameKey));
  const { admission, succeeded } = await admitSignIn(ctx, usernameKey, user?.id ?? null);
  if (!admission.ok) {
    const { retryAfterS } = admission;
    return { ok: false, sentence: waitSentence(retryAfterS), retryAfterS };
  }
  const matches = await verifyPassword(password, user?.passwordHash ?? null);
  if (!user || !matches || user.kind !== as || user.leftAt) return refusal;
  await succeeded();
  await renewPasswordHash(ctx, user, password);
  // With a second factor an address is known once that was right too.
  if (!(await hasSecondFactor(ctx.db, user.id))) await rememberAddress(ctx, user.id);
  return { ok: true, userId: user.id, kind: user.kind };
}
