import { env } from '#lib/env.ts';
import { dayOf } from '#lib/time/day-of.ts';

/** The day of the books on which a moment falls, in the operator's zone (TIME_ZONE), as YYYY-MM-DD. */
export const businessDay = (moment: Date): string => dayOf(moment, env.TIME_ZONE);
