import { roleWords } from '#lib/staff/role-words.ts';
import { type StaffRole, staffRoles } from '#lib/staff/staff-roles.ts';

export type RoleChoice = { value: StaffRole; label: string; hint: string };

/** The roles to choose from. Made on the server: the names of the roles come from the database's schema. */
export const roleChoices: RoleChoice[] = staffRoles.map((value) => ({
  ...{ value, label: roleWords[value].word, hint: roleWords[value].does },
}));
