import { eq, sql } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import { hashPassword } from '#lib/accounts/password-hash.ts';
import { suggestPassphrase } from '#lib/accounts/suggest-passphrase.ts';
import type { StaffContext } from '#lib/context.ts';
import { resetFactors } from '#lib/factors/reset-factors.ts';
import type { UserId } from '#lib/ids.ts';
import { lockMember, type MemberRefusal, noSuchMember } from './lock-member.ts';
import { noteStaffAct } from './note-staff-act.ts';

export type ResetMemberResult = { ok: true; username: string; password: string } | MemberRefusal;

/**
 * For a member of staff who lost the password or the second factor: both go, their sessions close, and a new passphrase is
 * returned this once. At the next sign-in they set up another second factor. Refused for oneself: whoever finds an admin's
 * browser open must not be able to take the admin over.
 */
export async function resetMember(
  ctx: StaffContext,
  { userId }: { userId: UserId },
): Promise<ResetMemberResult> {
  const password = suggestPassphrase();
  const passwordHash = await hashPassword(password);
  return ctx.db.transaction(async (tx): Promise<ResetMemberResult> => {
    const member = await lockMember(tx, ctx, userId);
    if (!member) return noSuchMember;
    if (userId === ctx.actor.userId) return oneself;
    await tx
      .update(users)
      .set({ passwordHash, shortPassword: false, passwordChangedAt: sql`now()` })
      .where(eq(users.id, userId));
    await resetFactors(tx, userId);
    await noteStaffAct(tx, ctx, { action: 'member.reset', subject: userId });
    return { ok: true, username: member.username, password };
  });
}

const oneself: MemberRefusal = { ok: false, sentence: 'Another admin has to reset you.' };
