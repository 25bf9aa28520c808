import type { Challenge } from '#components/step-up.tsx';
import type { CustomerContext } from '#lib/context.ts';
import { readFactors } from '#lib/factors/has-second-factor.ts';
import { askStepUp } from './settings/second-factor/actions.ts';

/** What pages give to `StepUp`: the action that asks the customer's passkeys, or null where there are none. */
export async function stepUpChallenge(ctx: CustomerContext): Promise<Challenge> {
  const { passkeys } = await readFactors(ctx.db, ctx.actor.userId);
  return passkeys > 0 ? askStepUp : null;
}
