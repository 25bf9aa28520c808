import { timingSafeEqual } from 'node:crypto';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import { numberCodes } from '#db/schema/senders.ts';
import { admitNumberRecovery } from '#lib/accounts/admit-attempt.ts';
import { foldUsername } from '#lib/accounts/fold-username.ts';
import { throttleKey } from '#lib/accounts/keyed-names.ts';
import { hashPassword } from '#lib/accounts/password-hash.ts';
import { checkPassword } from '#lib/accounts/password-rules.ts';
import { rememberAddress } from '#lib/accounts/remember-address.ts';
import { setRecoveredPassword } from '#lib/accounts/set-recovered-password.ts';
import { admit, waitSentence } from '#lib/accounts/throttle.ts';
import type { VisitorContext } from '#lib/context.ts';
import { openText } from '#lib/crypto/seal.ts';
import { hasSecondFactor } from '#lib/factors/has-second-factor.ts';
import { type NumberCodeId, parseId, type UserId } from '#lib/ids.ts';
import { accountKeyName, CODE_CAPS_KEY } from '#lib/keyring/key-names.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { hashCode } from '#lib/senders/number-code.ts';
import type { FieldProblem } from '#lib/web/field-problem.ts';
import { livingRecoveryNumber } from './living-recovery-number.ts';

/** `ask` is what `askRecoveryCode` gave. */
export type RecoverByNumber = { ask: string; username: string; code: string; newPassword: string };
export type RecoverByNumberResult =
  /** `mustSignIn`: a second factor is set, so that the new password alone opens no session. */
  | { ok: true; userId: UserId; mustSignIn: boolean }
  | { ok: false; sentence: string; problems: FieldProblem[] };

const sixDigits = /^\d{6}$/;
const WRONG =
  'This code is wrong, or it cannot be used any more: it works for ten minutes, for five tries and once. Ask for a new one, or use a code of your recovery kit.';

/**
 * Sets a new password for whoever types in the code that was sent to the recovery number of that username; closes every
 * session and leaves a notice. One sentence and the same work whether the username exists, a code was sent, or neither.
 */
export async function recoverByNumber(
  ctx: VisitorContext,
  { ask, username, code: typed, newPassword }: RecoverByNumber,
): Promise<RecoverByNumberResult> {
  const weakness = checkPassword(newPassword, username.trim());
  if (weakness) return refused(weakness, 'newPassword');
  const code = typed.replace(/[\s-]/g, '');
  if (!sixDigits.test(code)) return refused('Type the six digits of the code.', 'code');
  const codeId = parseId<NumberCodeId>(ask);
  if (!codeId) return refused(WRONG);
  const admission = await admitNumberRecovery(ctx, 'code');
  if (!admission.ok) return refused(waitSentence(admission.retryAfterS));
  // Hashed before anything is known about the name or the code: the work is the same for all.
  const passwordHash = await hashPassword(newPassword);
  const usernameKey = foldUsername(username.trim());
  const userId = await ctx.db.transaction((tx) =>
    spendCode({ ...ctx, db: tx }, { codeId, usernameKey, code, passwordHash }),
  );
  if (!userId) return refused(WRONG);
  const mustSignIn = await hasSecondFactor(ctx.db, userId);
  // With a second factor an address is known once that was right too.
  if (!mustSignIn) await rememberAddress(ctx, userId);
  return { ok: true, userId, mustSignIn };
}

const refused = (sentence: string, field?: string): RecoverByNumberResult => ({
  ok: false,
  sentence,
  problems: field ? [{ field, sentence }] : [],
});

type Spending = {
  codeId: NumberCodeId;
  usernameKey: string;
  code: string;
  passwordHash: string;
};

async function spendCode(ctx: VisitorContext, spending: Spending): Promise<UserId | null> {
  const { codeId, code, passwordHash } = spending;
  const { db: tx } = ctx;
  const taken = await takeTry(tx, spending);
  const living = await livingRecoveryNumber(tx, eq(users.usernameKey, spending.usernameKey));
  if (!taken) {
    await workAsIfTaken(ctx, codeId);
    return null;
  }
  const { accountId, userId } = taken;
  const accountKey = await ctx.keyring.read(accountKeyName(accountId));
  if (!accountKey) return null;
  const number = openText(
    accountKey,
    `number_codes.number:${codeId}`,
    taken.numberSealed,
  ) as PhoneNumber;
  const hash = hashCode(accountKey, { accountId, codeId, number, purpose: 'recovery' }, code);
  if (!timingSafeEqual(hash, taken.codeHash)) return null;
  // Switched off meanwhile, or another number.
  if (living?.userId !== userId || !living.valueHash.equals(taken.numberHash)) return null;
  await tx
    .update(numberCodes)
    .set({ usedAt: sql`now()` })
    .where(and(eq(numberCodes.accountId, accountId), eq(numberCodes.id, codeId)));
  await setRecoveredPassword(tx, { userId, accountId, passwordHash, facts: {} });
  return userId;
}

/** Counted before the code is looked at, in one conditional UPDATE: a race of tries burns them one by one. */
async function takeTry(tx: Db, { codeId, usernameKey }: Spending) {
  const [taken] = await tx
    .update(numberCodes)
    .set({ triesLeft: sql`${numberCodes.triesLeft} - 1` })
    .from(users)
    .where(
      and(
        eq(numberCodes.id, codeId),
        eq(numberCodes.purpose, 'recovery'),
        isNull(numberCodes.usedAt),
        gt(numberCodes.expiresAt, sql`now()`),
        gt(numberCodes.triesLeft, 0),
        eq(users.id, numberCodes.userId),
        eq(users.accountId, numberCodes.accountId),
        eq(users.usernameKey, usernameKey),
      ),
    )
    .returning({
      accountId: numberCodes.accountId,
      userId: numberCodes.userId,
      numberSealed: numberCodes.numberSealed,
      numberHash: numberCodes.numberHash,
      codeHash: numberCodes.codeHash,
    });
  return taken;
}

/** One row written and one key read, as for a code that was sent: who measures learns nothing. */
async function workAsIfTaken(ctx: VisitorContext, codeId: NumberCodeId): Promise<void> {
  const key = throttleKey('recover-number', 'nobody', codeId);
  await admit(ctx.db, [{ key, free: 1_000, maxDelayS: 1 }]);
  await ctx.keyring.read(CODE_CAPS_KEY);
}
