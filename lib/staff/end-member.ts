import { eq, sql } from 'drizzle-orm';
import { staffMembers } from '#db/schema/staff.ts';
import { endAccessesOf } from '#lib/accesses/end-access.ts';
import type { StaffContext } from '#lib/context.ts';
import { resetFactors } from '#lib/factors/reset-factors.ts';
import type { UserId } from '#lib/ids.ts';
import { lockMember, type MemberRefusal, noSuchMember } from './lock-member.ts';
import { noteStaffAct } from './note-staff-act.ts';

/**
 * Ends somebody's membership of the staff: their sessions close and their accesses end at once, and they cannot sign in any
 * more. What they did stays in the log, and their number and username are nobody else's. Refused for oneself, so an admin
 * is always left.
 */
export function endMember(
  ctx: StaffContext,
  { userId }: { userId: UserId },
): Promise<{ ok: true } | MemberRefusal> {
  return ctx.db.transaction(async (tx) => {
    const member = await lockMember(tx, ctx, userId);
    if (!member) return noSuchMember;
    if (userId === ctx.actor.userId) return oneself;
    await tx
      .update(staffMembers)
      .set({ endedAt: sql`now()`, endedBy: ctx.actor.userId })
      .where(eq(staffMembers.userId, userId));
    await endAccessesOf(tx, userId, ctx.actor.userId);
    await resetFactors(tx, userId);
    const facts = { role: member.role };
    await noteStaffAct(tx, ctx, { action: 'member.end', subject: userId, facts });
    return { ok: true };
  });
}

const oneself: MemberRefusal = { ok: false, sentence: 'Another admin has to end you.' };
