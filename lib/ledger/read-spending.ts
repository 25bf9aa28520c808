import type { CustomerContext } from '#lib/context.ts';
import { type Micros, micros, zero } from '#lib/money/micros.ts';
import { rowsOf, sqlOf } from '#lib/outbox/run-sql.ts';
import { dayOf, daysUntil } from '#lib/time/day-of.ts';
import { dayStart } from '#lib/time/day-start.ts';
import { entriesBetween, firstEntries } from './first-entries.ts';

/** `messages`: for how many of them. */
export type SpendingDay = { day: string; chargedMicros: Micros; messages: number };

/** What was finally charged on each of the last `count` days of a zone, today last, days of nothing included. */
export async function readSpending(
  { db, actor: { accountId } }: CustomerContext,
  { count, timeZone, now = new Date() }: { count: number; timeZone: string; now?: Date },
): Promise<SpendingDay[]> {
  const days = daysUntil(dayOf(now, timeZone), count);
  const begins = await firstEntries(
    db,
    accountId,
    days.map((day) => dayStart(day, timeZone)!),
  );
  const { below } = await entriesBetween(db, accountId, {
    to: dayStart(days.at(-1)!, timeZone, 1)!,
  });
  const rows = await rowsOf<{ place: number; micros: number; messages: number }>(
    'spending by day',
    sqlOf(db)`
    select width_bucket(e.id, ${begins}::bigint[]) as place,
      sum(e.amount_micros)::float8 as micros, sum(t.messages)::float8 as messages
    from ledger_entries e
    join ledger_transactions t on t.account_id = e.account_id and t.id = e.transaction_id
    where e.account_id = ${accountId} and e.account = 'revenue' and e.id >= ${begins[0]!} and e.id < ${below}
    group by place`,
  );
  return days.map((day, at) => {
    const row = rows.find(({ place }) => place === at + 1);
    return {
      day,
      chargedMicros: row ? micros(row.micros) : zero,
      messages: row?.messages ?? 0,
    };
  });
}
