import type { CustomerContext } from '#lib/context.ts';
import { type ChooseCeilings, chooseCeilings } from './choose-ceilings.ts';

/** Chooses as the page does; what is not named goes back to its default. */
export const choose = (ctx: CustomerContext, changed: Partial<ChooseCeilings>) =>
  chooseCeilings(ctx, { country: '', hour: '', day: '', month: '', password: '', ...changed });

/** The same, where it must be taken. */
export async function mustChoose(ctx: CustomerContext, changed: Partial<ChooseCeilings>) {
  const result = await choose(ctx, changed);
  if (!result.ok) throw new Error(result.problems.map(({ sentence }) => sentence).join(' '));
}
