import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import { staffMembers } from '#db/schema/staff.ts';
import type { StaffContext } from '#lib/context.ts';
import type { UserId } from '#lib/ids.ts';
import type { StaffRole } from './staff-roles.ts';

export type LockedMember = { userId: UserId; username: string; role: StaffRole };
export type MemberRefusal = { ok: false; sentence: string };

/** What is said of nobody, of somebody who has left, and by whoever is no admin (any more). */
export const noSuchMember: MemberRefusal = {
  ok: false,
  sentence: 'There is no such member of staff.',
};

/**
 * Holds all admins, then the member, until the transaction ends. Null when the member has left or never was, or when
 * whoever asks is no admin by now: of two admins who end each other at once, one still is. So whoever changes others, and
 * never themselves, always leaves an admin.
 */
export async function lockMember(
  tx: Db,
  ctx: StaffContext,
  userId: UserId,
): Promise<LockedMember | null> {
  if (!(await lockAdmins(tx)).includes(ctx.actor.userId)) return null;
  const [member] = await tx
    .select({ userId: users.id, username: users.username, role: staffMembers.role })
    .from(staffMembers)
    .innerJoin(users, eq(users.id, staffMembers.userId))
    .where(and(eq(staffMembers.userId, userId), isNull(staffMembers.endedAt)))
    .for('update', { of: staffMembers });
  return member ?? null;
}

async function lockAdmins(tx: Db): Promise<UserId[]> {
  const admins = await tx
    .select({ userId: staffMembers.userId })
    .from(staffMembers)
    .where(and(eq(staffMembers.role, 'admin'), isNull(staffMembers.endedAt)))
    .orderBy(asc(staffMembers.userId))
    .for('update');
  return admins.map(({ userId }) => userId);
}
