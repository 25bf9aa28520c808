import { sql } from 'drizzle-orm';
import type { dataKeyKind } from '#db/schema/keys.ts';
import type { CustomerContext } from '#lib/context.ts';
import { isCustomersOwn } from '#lib/messages/customers-own.ts';
import { contentDayChoices, numberDayChoices } from './keeping-times.ts';

/** By days that can be chosen: of how many sends the texts, or the numbers, would go within the hour. */
export type LostByChoice = { content: Map<number, number>; numbers: Map<number, number> };

const DAY_MS = 86_400_000;

/** What each choice would destroy of what is there now. Permanent masking is for what comes: it destroys nothing. */
export async function lostByChoice({ db, actor }: CustomerContext): Promise<LostByChoice> {
  const periods = await db.execute<{
    kind: (typeof dataKeyKind.enumValues)[number];
    ended_ms: number;
    sends: number;
  }>(sql`
    select k.kind, count(*)::integer as sends,
           (extract(epoch from now() - k.ends_at) * 1000)::double precision as ended_ms
    from data_keys k
    join batches on batches.account_id = k.account_id
      and k.name in (batches.content_key, batches.number_key)
    where k.account_id = ${actor.accountId} and k.destroyed_at is null and k.ends_at <= now()
      and ${isCustomersOwn}
    group by k.kind, k.ends_at`);
  const lost = (kind: string, days: number) =>
    periods
      .filter((period) => period.kind === kind && period.ended_ms >= days * DAY_MS)
      .reduce((sum, { sends }) => sum + sends, 0);
  return {
    content: new Map(
      contentDayChoices.map((days) => [days, days === 0 ? 0 : lost('content', days)]),
    ),
    numbers: new Map(numberDayChoices.map((days) => [days, lost('numbers', days)])),
  };
}
