import { and, eq, gt, sql } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import { pendingSignIns } from '#db/schema/factors.ts';
import { admitSecondStep } from '#lib/accounts/admit-attempt.ts';
import { rememberAddress } from '#lib/accounts/remember-address.ts';
import { waitSentence } from '#lib/accounts/throttle.ts';
import type { VisitorContext } from '#lib/context.ts';
import type { UserId } from '#lib/ids.ts';
import { askPasskey, type PasskeyQuestion } from './ask-passkey.ts';
import { pendingHash } from './begin-second-step.ts';
import { spendKitCode } from './spend-kit-code.ts';
import { takeAppCode } from './take-app-code.ts';
import { takePasskey } from './take-passkey.ts';

/** A code of the app or of the recovery kit, or what a passkey answered, as JSON. */
export type FinishSecondStep = { token: string; code?: string; passkey?: string };
export type FinishSecondStepResult =
  | { ok: true; userId: UserId; kind: 'customer' | 'staff' }
  /** `ended`: the password has to be typed again. `question`: the next one for a passkey; each is answered once. */
  | { ok: false; sentence: string; ended: boolean; question: PasskeyQuestion | null };

const ended: FinishSecondStepResult = {
  ok: false,
  sentence: 'This sign-in has ended. Type your username and password again.',
  ended: true,
  question: null,
};

/**
 * Takes the second factor of a sign-in that `beginSecondStep` began: a code of the app, a passkey, or, of customers, a
 * code of the recovery kit, which is used up and told of. Refused with a sentence; wrong ones count for the sign-in (5)
 * and are throttled for the user as passwords are. A token that was used, is too old or unknown has ended. Opens no
 * session: see `lib/auth/start-session.ts`.
 */
export async function finishSecondStep(
  ctx: VisitorContext,
  { token, code = '', passkey = '' }: FinishSecondStep,
): Promise<FinishSecondStepResult> {
  const tokenHash = pendingHash(token);
  const isOpen = and(
    eq(pendingSignIns.tokenHash, tokenHash),
    gt(pendingSignIns.expiresAt, sql`now()`),
    gt(pendingSignIns.triesLeft, 0),
  );
  const [pending] = await ctx.db
    .select({ userId: users.id, kind: users.kind, accountId: users.accountId })
    .from(pendingSignIns)
    .innerJoin(users, eq(users.id, pendingSignIns.userId))
    .where(isOpen);
  if (!pending) return ended;
  const { userId, kind } = pending;
  const { admission, succeeded } = await admitSecondStep(ctx, userId);
  if (!admission.ok) return refuse(waitSentence(admission.retryAfterS), null);
  // Counted before it is tried: a hundred at once are no more than five.
  const [counted] = await ctx.db
    .update(pendingSignIns)
    .set({ triesLeft: sql`${pendingSignIns.triesLeft} - 1` })
    .where(isOpen)
    .returning({ triesLeft: pendingSignIns.triesLeft });
  if (!counted) return ended;
  const isRight = passkey
    ? await takePasskey(ctx, { userId, purpose: 'sign_in', response: passkey })
    : (await takeAppCode(ctx, userId, code)) || (await spendKitCode(ctx, pending, code));
  if (!isRight) {
    if (counted.triesLeft === 0) return ended;
    return refuse(
      passkey ? WRONG_PASSKEY : WRONG_CODE,
      passkey ? await askPasskey(ctx, userId, 'sign_in') : null,
    );
  }
  const closed = await ctx.db
    .delete(pendingSignIns)
    .where(eq(pendingSignIns.tokenHash, tokenHash))
    .returning({ userId: pendingSignIns.userId });
  if (closed.length === 0) return ended;
  await succeeded();
  await rememberAddress(ctx, userId);
  return { ok: true, userId, kind };
}

const WRONG_CODE =
  'That code is wrong, or was used already. Wait for the next one in your app, or take a code of your recovery kit.';
const WRONG_PASSKEY = 'The passkey was not taken. Try again, or use a code.';

const refuse = (sentence: string, question: PasskeyQuestion | null): FinishSecondStepResult => ({
  ...{ ok: false, sentence, ended: false, question },
});
