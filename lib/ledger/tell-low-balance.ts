import { sql } from 'drizzle-orm';
import type { WorkerContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import type { AccountId } from '#lib/ids.ts';
import { micros } from '#lib/money/micros.ts';
import { tell } from '#lib/notices/tell.ts';
import { chargedByDay, daysLeft } from './days-left.ts';

/** Told when less than so many days are left. */
const FEW_DAYS = 3;
const WEEK_MS = 7 * 86_400_000;

/**
 * Tells accounts whose balance lasts for less than three days, at most once a week. Looks at those only that sent in the last
 * 14 days and could spend what they have in three days like all of these together. For once an hour. Returns how many were
 * told.
 */
export async function tellLowBalance({ db }: WorkerContext, now = new Date()): Promise<number> {
  const onceKey = `low/${Math.floor(now.getTime() / WEEK_MS)}`;
  const low = await db.execute<{ accountId: AccountId; available: string }>(sql`
    select b.account_id as "accountId", b.available_micros as available
    from (select account_id, sum(micros) as spent from spending
          where country = '' and hour > now() - interval '14 days' group by account_id) as s
    join balances b on b.account_id = s.account_id and b.available_micros < s.spent * ${FEW_DAYS}
    where not exists (
      select from notices n where n.account_id = b.account_id and n.once_key = ${onceKey})`);
  let told = 0;
  for (const { accountId, available } of low) {
    const availableMicros = micros(Number(available));
    const days = daysLeft(availableMicros, await chargedByDay(db, accountId));
    if (days === null || days >= FEW_DAYS) continue;
    const facts = { days, micros: availableMicros, currency: env.CURRENCY };
    await tell(db, accountId, { kind: 'low_balance', facts, onceKey });
    told++;
  }
  return told;
}
