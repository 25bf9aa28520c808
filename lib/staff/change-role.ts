import { eq } from 'drizzle-orm';
import { staffMembers } from '#db/schema/staff.ts';
import { endAccessesOf } from '#lib/accesses/end-access.ts';
import type { StaffContext } from '#lib/context.ts';
import type { UserId } from '#lib/ids.ts';
import { lockMember, type MemberRefusal, noSuchMember } from './lock-member.ts';
import { noteStaffAct } from './note-staff-act.ts';
import type { StaffRole } from './staff-roles.ts';

/**
 * Gives a member of staff another role, from their next request on; with that of finance, what they could look at ends.
 * Twice is once. Refused: one's own role, and whoever is not there (any more).
 */
export function changeRole(
  ctx: StaffContext,
  { userId, role }: { userId: UserId; role: StaffRole },
): Promise<{ ok: true } | MemberRefusal> {
  return ctx.db.transaction(async (tx) => {
    const member = await lockMember(tx, ctx, userId);
    if (!member) return noSuchMember;
    if (userId === ctx.actor.userId) return ownRole;
    if (member.role === role) return { ok: true };
    if (role === 'finance') await endAccessesOf(tx, userId, ctx.actor.userId);
    await tx.update(staffMembers).set({ role }).where(eq(staffMembers.userId, userId));
    await noteStaffAct(tx, ctx, {
      ...{ action: 'member.change_role', subject: userId },
      facts: { from: member.role, to: role },
    });
    return { ok: true };
  });
}

const ownRole: MemberRefusal = {
  ok: false,
  sentence: 'Your own role is changed by another admin.',
};
