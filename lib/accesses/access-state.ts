import { sql } from 'drizzle-orm';
import { accesses } from '#db/schema/accesses.ts';

/** How far an access is: only while it is `open` can anything be read. */
export type AccessState = 'waiting' | 'refused' | 'lapsed' | 'withdrawn' | 'open' | 'ended';

/** The state of a row of `accesses`, by the database's clock. */
export const accessState = sql<AccessState>`case
  when ${accesses.startsAt} is not null and ${accesses.endsAt} > clock_timestamp() then 'open'
  when ${accesses.startsAt} is not null then 'ended'
  when ${accesses.answeredAt} is not null then 'refused'
  when ${accesses.endedAt} is not null then 'withdrawn'
  when ${accesses.answerBy} > clock_timestamp() then 'waiting'
  else 'lapsed' end`;

/** The same words for a state on every page. */
export const accessStateWords: Record<AccessState, string> = {
  waiting: 'Waits for the customer',
  refused: 'Refused',
  lapsed: 'Not answered in time',
  withdrawn: 'Withdrawn',
  open: 'Open now',
  ended: 'Ended',
};
