import type { StaffContext } from '#lib/context.ts';
import { type CreateStaffResult, createStaff } from './create-staff.ts';
import { noteStaffAct } from './note-staff-act.ts';
import type { StaffRole } from './staff-roles.ts';

/**
 * Makes a member of staff, by an admin. The random passphrase is returned this once, to be handed over. Refused: a username
 * that is taken, by a customer too, or that breaks the rules.
 */
export function addMember(
  ctx: StaffContext,
  { username, role }: { username: string; role: StaffRole },
): Promise<CreateStaffResult> {
  const createdBy = ctx.actor.userId;
  return createStaff(ctx, { username, role, createdBy }, (tx, subject) =>
    noteStaffAct(tx, ctx, { action: 'member.add', subject, facts: { role } }),
  );
}
