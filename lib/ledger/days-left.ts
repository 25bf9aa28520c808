import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import type { CustomerContext } from '#lib/context.ts';
import { type AccountId, firstIdAt, type LedgerTransactionId } from '#lib/ids.ts';
import { type Micros, micros, zero } from '#lib/money/micros.ts';
import { readBalance } from './read-balance.ts';

/** What was charged in the last 14 days is what tells how long the rest lasts. */
const DAYS = 14;
const DAY_MS = 86_400_000;

/**
 * For how many whole days a balance lasts, if it goes on as in `chargedByDay` (the oldest first, the last 24 hours last): by
 * the mean of the days since the first charge. Null when there were charges on fewer than two days: then nobody can tell.
 */
export function daysLeft(availableMicros: Micros, chargedByDay: readonly Micros[]): number | null {
  const charged = chargedByDay.filter((each) => each > 0);
  if (charged.length < 2) return null;
  const since = chargedByDay.slice(chargedByDay.findIndex((each) => each > 0));
  const total = charged.reduce((sum, each) => sum + each, 0);
  return Math.floor((availableMicros * since.length) / total);
}

/** For how many whole days the customer's balance lasts; null when that cannot be told. */
export async function readDaysLeft(ctx: CustomerContext): Promise<number | null> {
  const [{ availableMicros }, charged] = await Promise.all([
    readBalance(ctx),
    chargedByDay(ctx.db, ctx.actor.accountId),
  ]);
  return daysLeft(availableMicros, charged);
}

/** What an account was charged on each of the last 14 days of 24 hours, the oldest first. */
export async function chargedByDay(db: Db, accountId: AccountId): Promise<Micros[]> {
  const first = firstIdAt<LedgerTransactionId>(Date.now() - DAYS * DAY_MS);
  const rows = await db.execute<{ ago: number; micros: string }>(sql`
    select floor(extract(epoch from now() - t.at) / 86400)::int as ago, sum(e.amount_micros) as micros
    from ledger_transactions t
    join ledger_entries e on e.account_id = t.account_id and e.transaction_id = t.id
    where t.account_id = ${accountId} and t.id >= ${first} and t.kind = 'settle'
      and e.account = 'revenue'
    group by ago`);
  const byDay = new Map(rows.map((row) => [row.ago, micros(Number(row.micros))]));
  return Array.from({ length: DAYS }, (_, i) => byDay.get(DAYS - 1 - i) ?? zero);
}
