import { env } from '#lib/env.ts';

/** The day of the books on which a moment falls, in the operator's zone (TIME_ZONE), as YYYY-MM-DD. */
export const businessDay = (moment: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: env.TIME_ZONE, dateStyle: 'short' }).format(moment);
