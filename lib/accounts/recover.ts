import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { recoveryCodes, users } from '#db/schema/accounts.ts';
import type { VisitorContext } from '#lib/context.ts';
import { hasSecondFactor } from '#lib/factors/has-second-factor.ts';
import type { UserId } from '#lib/ids.ts';
import type { FieldProblem } from '#lib/web/field-problem.ts';
import { admitRecovery } from './admit-attempt.ts';
import { foldUsername } from './fold-username.ts';
import { recoveryCodeHashes } from './keyed-names.ts';
import { hashPassword } from './password-hash.ts';
import { checkPassword } from './password-rules.ts';
import { CODE_CHARACTERS, readCode } from './recovery-codes.ts';
import { rememberAddress } from './remember-address.ts';
import { setRecoveredPassword } from './set-recovered-password.ts';
import { waitSentence } from './throttle.ts';

export type Recovery = { username: string; code: string; newPassword: string };
export type RecoveryResult =
  | { ok: true; userId: UserId; kind: 'customer' | 'staff'; codesLeft: number }
  | { ok: false; sentence: string; retryAfterS: number; problems: FieldProblem[] };

const WRONG =
  'That username and code do not belong together, or the code has been used. Check both, or take the next code of your kit.';

/** For a whole kit that was pasted, a code with its number before it, or half of one. It says nothing about the name. */
const NOT_ONE_CODE = `One code has ${CODE_CHARACTERS} letters and digits. Type one, without the number before it.`;

/**
 * Sets a new password for the customer who has a username and an unused code of its kit; uses the code up, closes every
 * session and leaves a notice. One sentence and the same work whether the username exists or not. Staff have no kit: an
 * admin resets them.
 */
export async function recover(
  ctx: VisitorContext,
  { username, code, newPassword }: Recovery,
): Promise<RecoveryResult> {
  const weakness = checkPassword(newPassword, username.trim());
  if (weakness) return refused('newPassword', weakness);
  if (readCode(code).length !== CODE_CHARACTERS) return refused('code', NOT_ONE_CODE);
  const { admission, succeeded } = await admitRecovery(ctx);
  if (!admission.ok) {
    const { retryAfterS } = admission;
    return { ok: false, sentence: waitSentence(retryAfterS), retryAfterS, problems: [] };
  }
  // Hashed before anything is known about the name: the work is the same for all.
  const passwordHash = await hashPassword(newPassword);
  const recovered = await spendCode(ctx, { username, code, passwordHash });
  if (!recovered) return { ok: false, sentence: WRONG, retryAfterS: 0, problems: [] };
  await succeeded();
  if (!(await hasSecondFactor(ctx.db, recovered.userId)))
    await rememberAddress(ctx, recovered.userId);
  return { ok: true, ...recovered };
}

const refused = (field: string, sentence: string): RecoveryResult => ({
  ...{ ok: false, sentence, retryAfterS: 0, problems: [{ field, sentence }] },
});

async function spendCode(
  ctx: VisitorContext,
  { username, code, passwordHash }: { username: string; code: string; passwordHash: string },
): Promise<{ userId: UserId; kind: 'customer' | 'staff'; codesLeft: number } | null> {
  return ctx.db.transaction(async (tx) => {
    // One statement decides: of two that use the same code at once one finds it unused.
    const [used] = await tx
      .update(recoveryCodes)
      .set({ usedAt: sql`now()` })
      .from(users)
      .where(
        and(
          eq(users.id, recoveryCodes.userId),
          eq(users.usernameKey, foldUsername(username.trim())),
          eq(users.kind, 'customer'),
          inArray(recoveryCodes.codeHash, recoveryCodeHashes(readCode(code))),
          isNull(recoveryCodes.usedAt),
        ),
      )
      .returning({ userId: users.id, accountId: users.accountId, kind: users.kind });
    if (!used) return null;
    const { userId, accountId, kind } = used;
    const codesLeft = await countCodes(tx, userId);
    await setRecoveredPassword(tx, { userId, accountId, passwordHash, facts: { codesLeft } });
    return { userId, kind, codesLeft };
  });
}

const countCodes = (tx: Db, userId: UserId): Promise<number> =>
  tx.$count(recoveryCodes, and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
