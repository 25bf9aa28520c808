import type { StaffContext } from '#lib/context.ts';

/** Whether a member of staff has to do with sends at all. Finance looks after money: to them there is nothing of this. */
export const mayLook = ({ actor }: StaffContext): boolean => actor.role !== 'finance';
