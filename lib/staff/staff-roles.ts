import { staffRole } from '#db/schema/staff.ts';

/** Support looks after customers, finance after money; admin does both, and everything else. */
export type StaffRole = (typeof staffRole.enumValues)[number];

export const staffRoles: readonly StaffRole[] = staffRole.enumValues;
