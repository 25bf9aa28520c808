import { eq, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import { pendingSignIns } from '#db/schema/factors.ts';
import { hasSecondFactor } from '#lib/factors/has-second-factor.ts';
import { lockUser } from '#lib/factors/lock-user.ts';
import { isStaff, type UserContext } from '#lib/factors/user-context.ts';
import { newId } from '#lib/ids.ts';
import { tell } from '#lib/notices/tell.ts';
import { closeOtherSessions } from '#lib/sessions/close-other-sessions.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';
import type { FieldProblem } from '#lib/web/field-problem.ts';
import { hashPassword } from './password-hash.ts';
import { checkPassword } from './password-rules.ts';
import { provePassword } from './prove-password.ts';

/** `keepSession` is the hash of the session that asks; it stays, the others are closed. */
export type ChangePassword = { currentPassword: string; newPassword: string; keepSession: Buffer };
export type ChangePasswordResult =
  | { ok: true; closedSessions: number }
  | { ok: false; problems: FieldProblem[] };

/**
 * Changes the password of whoever knows the current one, closes the user's other sessions, and leaves a notice; of staff,
 * a line in their log. A shorter one is taken beside a second factor, and noted: the last factor stays until it is changed.
 */
export async function changePassword(
  ctx: UserContext,
  { currentPassword, newPassword, keepSession }: ChangePassword,
): Promise<ChangePasswordResult> {
  const proof = await provePassword(ctx, currentPassword);
  if (!proof.ok) return refused('currentPassword', proof.sentence);
  const { userId } = ctx.actor;
  const standing = (await hasSecondFactor(ctx.db, userId)) ? 'besideFactor' : 'alone';
  const weakness = checkPassword(newPassword, proof.username, standing);
  if (weakness) return refused('newPassword', weakness);
  if (newPassword === currentPassword) {
    return refused('newPassword', 'That is your password already. Choose another one.');
  }
  const passwordHash = await hashPassword(newPassword);
  const tooShortAlone = checkPassword(newPassword, proof.username);
  return ctx.db.transaction(async (tx): Promise<ChangePasswordResult> => {
    await lockUser(tx, userId);
    // The factor may have been removed meanwhile.
    if (tooShortAlone && !(await hasSecondFactor(tx, userId))) {
      return refused('newPassword', tooShortAlone);
    }
    const shortPassword = tooShortAlone !== null;
    await tx
      .update(users)
      .set({ passwordHash, shortPassword, passwordChangedAt: sql`now()` })
      .where(eq(users.id, userId));
    // Who began to sign in with the old one does not finish.
    await tx.delete(pendingSignIns).where(eq(pendingSignIns.userId, userId));
    const closedSessions = await closeOtherSessions({ ...ctx, db: tx }, keepSession);
    await noteChange(tx, ctx);
    return { ok: true, closedSessions };
  });
}

async function noteChange(tx: Db, ctx: UserContext): Promise<void> {
  if (isStaff(ctx)) return noteStaffAct(tx, ctx, { action: 'password.change' });
  const onceKey = `password_changed/${newId()}`;
  await tell(tx, ctx.actor.accountId, { kind: 'password_changed', facts: {}, onceKey });
}

const refused = (field: string, sentence: string): ChangePasswordResult => ({
  ok: false,
  problems: [{ field, sentence }],
});
