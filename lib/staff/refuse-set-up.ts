import type { StaffContext } from '#lib/context.ts';
import { hasSecondFactor } from '#lib/factors/has-second-factor.ts';
import type { StaffKnown } from './judge-entrance.ts';

/**
 * Why a member of staff may not set up a second factor in this session, or null: the first one may be set up by whoever
 * knows the password, another one only where one was proven. Else the password alone would replace the factor.
 */
export async function refuseSetUp(
  ctx: StaffContext,
  { secondFactorAt }: Pick<StaffKnown, 'secondFactorAt'>,
): Promise<string | null> {
  if (secondFactorAt || !(await hasSecondFactor(ctx.db, ctx.actor.userId))) return null;
  return 'You have a second factor already, and did not use it here. Sign out, and sign in with it.';
}
