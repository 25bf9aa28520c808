import { desc, eq, inArray } from 'drizzle-orm';
import { suspensions } from '#db/schema/accesses.ts';
import { staffMembers } from '#db/schema/staff.ts';
import type { StaffContext } from '#lib/context.ts';
import type { AccountId, SuspensionId, UserId } from '#lib/ids.ts';

/** A suspension as staff see it; who did it by their number, null where they are none of the staff. */
export type SuspensionView = {
  id: SuspensionId;
  reason: string;
  suspendedAt: Date;
  suspendedBy: number | null;
  liftedAt: Date | null;
  liftedBy: number | null;
  liftReason: string | null;
};

/** The suspensions of an account, the newest first. */
export async function listSuspensions(
  { db }: StaffContext,
  accountId: AccountId,
): Promise<SuspensionView[]> {
  const rows = await db
    .select()
    .from(suspensions)
    .where(eq(suspensions.accountId, accountId))
    .orderBy(desc(suspensions.suspendedAt), desc(suspensions.id));
  const ids = rows.flatMap((row) => [row.suspendedBy, ...(row.liftedBy ? [row.liftedBy] : [])]);
  const members = await db
    .select({ userId: staffMembers.userId, number: staffMembers.number })
    .from(staffMembers)
    .where(inArray(staffMembers.userId, ids));
  const numbers = new Map(members.map(({ userId, number }) => [userId, number]));
  const numberOf = (userId: UserId | null) => (userId && numbers.get(userId)) ?? null;
  return rows.map(({ accountId: _, ...row }) => ({
    ...row,
    suspendedBy: numberOf(row.suspendedBy),
    liftedBy: numberOf(row.liftedBy),
  }));
}
