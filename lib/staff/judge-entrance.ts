import type { StaffRole } from './staff-roles.ts';

/** How far somebody must have come for a page or an action of staff. */
export type StaffNeed = 'session' | 'factor' | 'agreement';
export type StaffDoor = {
  /** Who may pass besides admins; none named: all staff. */
  roles?: readonly StaffRole[];
  /** `agreement` (what is not said otherwise): the second factor and the agreement. */
  need?: StaffNeed;
};
export type StaffKnown = { role: StaffRole; secondFactorAt: Date | null; hasAgreement: boolean };
export type Judgement = 'pass' | 'not_found' | 'no_factor' | 'no_agreement';

/**
 * Whether a member of staff passes. Of what is not for their role they learn nothing; what else is missing has a name,
 * because they and their admins can mend it.
 */
export function judgeEntrance(
  { role, secondFactorAt, hasAgreement }: StaffKnown,
  { roles = [], need = 'agreement' }: StaffDoor = {},
): Judgement {
  if (!mayPass(role, roles)) return 'not_found';
  if (need === 'session') return 'pass';
  if (!secondFactorAt) return 'no_factor';
  return need === 'agreement' && !hasAgreement ? 'no_agreement' : 'pass';
}

/** True for a role that is named, for every role where none is, and for admins always. */
export const mayPass = (role: StaffRole, roles: readonly StaffRole[] = []): boolean =>
  role === 'admin' || roles.length === 0 || roles.includes(role);
