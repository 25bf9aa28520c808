const MONTH_FROM_DAYS = 31;

/** A month or a day (UTC): how it is written in a key's name, and when it ends. */
export type Period = { name: string; endsAt: Date };

/**
 * The period whose key seals what is kept for `days` after `until` (when the validity of its batch ends): a day where
 * that is 30 days or less, else a month. So a key that is destroyed takes at most a month with it, and seals nothing
 * that may still have to be sent.
 */
export function periodOf(until: Date, days: number): Period {
  const [year, month, day] = [until.getUTCFullYear(), until.getUTCMonth(), until.getUTCDate()];
  const date = until.toISOString();
  return days < MONTH_FROM_DAYS
    ? { name: date.slice(0, 10), endsAt: new Date(Date.UTC(year, month, day + 1)) }
    : { name: date.slice(0, 7), endsAt: new Date(Date.UTC(year, month + 1, 1)) };
}
