import type { CustomerContext, StaffContext } from '#lib/context.ts';

/** A signed-in user of either kind: both have second factors. */
export type UserContext = CustomerContext | StaffContext;

export const isStaff = (ctx: UserContext): ctx is StaffContext => ctx.actor.kind === 'staff';
