import { type Micros, micros } from '#lib/money/micros.ts';
import type { AgeCeilings } from './read-ceilings.ts';
import type { Span } from './spans.ts';

const DAY_MS = 86_400_000;

/** What an account of this age may set aside in each span, by the setting CEILINGS. */
export function defaultCeilings(
  byAge: readonly AgeCeilings[],
  { createdAt, now }: { createdAt: Date; now: Date },
): Record<Span, Micros> {
  const days = Math.floor((now.getTime() - createdAt.getTime()) / DAY_MS);
  const { hour, day, month } = byAge.findLast((each) => each.days <= days) ?? byAge[0]!;
  return { hour, day, month };
}

/** What may go to a country that is not the home country, unless its customer chose something else: a quarter of the whole. */
export const quarterOf = (whole: Micros): Micros => micros(Math.floor(whole / 4));
