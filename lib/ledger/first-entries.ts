import type { Db } from '#db/client.ts';
import type { AccountId } from '#lib/ids.ts';
import { rowsOf, sqlOf } from '#lib/outbox/run-sql.ts';

/** Behind every entry. */
export const NO_ENTRY = Number.MAX_SAFE_INTEGER;

/**
 * For each moment, the first entry of an account that was booked then or later, or `NO_ENTRY`. Entries are numbered in the
 * order in which they changed the balance, and their moment is that at which their transaction began: one that waited over
 * midnight may stand behind one of the next day, and counts to that day. So whatever lies between two numbers adds up, to
 * the last micro, with what lies before and behind it. No transaction of ours takes ten minutes.
 */
export async function firstEntries(
  db: Db,
  accountId: AccountId,
  moments: Date[],
): Promise<number[]> {
  const rows = await rowsOf<{ id: number | null }>(
    'first entries of days',
    sqlOf(db)`
    select (
      select min(e.id)::float8
      from ledger_transactions t
      join ledger_entries e on e.account_id = t.account_id and e.transaction_id = t.id
      where t.account_id = ${accountId} and t.at >= first.at and t.at < first.at + interval '10 minutes'
    ) as id
    from unnest(${moments.map((at) => at.getTime())}::float8[]) with ordinality as wanted (ms, place)
    left join lateral (
      select at from ledger_transactions
      where account_id = ${accountId} and at >= to_timestamp(wanted.ms / 1000) order by at limit 1
    ) as first on true
    order by place`,
  );
  return rows.map(({ id }) => id ?? NO_ENTRY);
}

/** Entries from `from` on, up to and without `below`. */
export type EntryRange = { from: number; below: number };

/**
 * The entries that are there now and were booked from one moment on and before another. What is booked meanwhile comes
 * behind them, so that whatever is read of a range, in however many steps, belongs together.
 */
export async function entriesBetween(
  db: Db,
  accountId: AccountId,
  { from, to }: { from?: Date | undefined; to?: Date | undefined },
): Promise<EntryRange> {
  const [last] = await rowsOf<{ id: number | null }>(
    'last entry',
    sqlOf(db)`select max(id)::float8 as id from ledger_entries where account_id = ${accountId}`,
  );
  const end = (last?.id ?? 0) + 1;
  const bounds = [from, to].filter((bound) => bound !== undefined);
  const firsts = bounds.length > 0 ? await firstEntries(db, accountId, bounds) : [];
  return {
    from: from ? Math.min(firsts[0]!, end) : 0,
    below: to ? Math.min(firsts.at(-1)!, end) : end,
  };
}
