import type { Micros } from '#lib/money/micros.ts';

/** How many days are looked back on. */
export const PACE_DAYS = 14;

/**
 * For how many days, whole and rounded down, a balance lasts at the pace of the last 14 days. `chargedByDay` has what was
 * charged on each day, the newest last; days further back do not count. Null when nothing was charged in that time.
 */
export function daysLeft(availableMicros: Micros, chargedByDay: readonly Micros[]): number | null {
  const charged = chargedByDay.slice(-PACE_DAYS).reduce((total, micros) => total + micros, 0);
  return charged > 0 ? Math.floor((availableMicros * PACE_DAYS) / charged) : null;
}
