import { sql } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';

/**
 * SQL, beside `accounts`: for how many days readable content of an account is kept after its period. That is what the
 * account chose last, for everything that is there, sealed before the choice or after it. Permanent masking (0) is a
 * choice for what comes: readable content from before keeps the last choice that was not 0, or what accounts begin with
 * when there was none. Whoever wants it to go at once says "the past too", which destroys its keys there and then.
 */
export const keptContentDays = sql<number>`coalesce(
  nullif(accounts.content_days, 0),
  (select chosen.content_days from content_choices chosen
   where chosen.account_id = accounts.id and chosen.content_days > 0
   order by chosen.id desc limit 1),
  ${accounts.contentDays.default})`;
