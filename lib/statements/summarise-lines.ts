import type { CustomerContext } from '#lib/context.ts';
import type { BatchId } from '#lib/ids.ts';
import { type EntryRange, firstEntries } from '#lib/ledger/first-entries.ts';
import type { LedgerKind } from '#lib/ledger/post-transaction.ts';
import { type Change, changeOf } from '#lib/ledger/sum-lines.ts';
import { transactionWords } from '#lib/ledger/transaction-words.ts';
import { rowsOf, type Sql, sqlOf } from '#lib/outbox/run-sql.ts';
import { dayStart } from '#lib/time/day-start.ts';
import type { MonthlyStatement } from './read-monthly-statement.ts';

/** `at`: of its first line. `batchId`: of a send, whose lines are one here. */
export type SummaryLine = Change & { at: Date; words: string; batchId: BatchId | null };
export type Summary = { by: 'send' | 'day'; lines: SummaryLine[] };

/** A document of more lines is read by nobody, and takes seconds to draw. */
const MOST = 500;

/**
 * The lines of a statement for people who read it on paper: all that a send moved is one line; where that makes more than
 * 500, all of a day is. It adds up as every single line does.
 */
export async function summariseLines(
  ctx: CustomerContext,
  statement: MonthlyStatement,
  most = MOST,
): Promise<Summary> {
  const sends = await readSends(ctx, statement.entries, most + 1);
  if (sends.length <= most) return { by: 'send', lines: sends };
  return { by: 'day', lines: await readDays(ctx, statement) };
}

type Amounts = { available: number; reserved: number; debt: number; revenue: number };
type SendRow = Amounts & {
  atMs: number;
  kind: LedgerKind;
  batchId: BatchId | null;
  reason: string | null;
  messages: number;
};

const amounts = (sql: Sql) => sql`
  coalesce(sum(e.amount_micros) filter (where e.account = 'available'), 0)::float8 as available,
  coalesce(sum(e.amount_micros) filter (where e.account = 'reserved'), 0)::float8 as reserved,
  coalesce(sum(e.amount_micros) filter (where e.account = 'debt'), 0)::float8 as debt,
  coalesce(sum(e.amount_micros) filter (where e.account = 'revenue'), 0)::float8 as revenue`;

const changeIn = (row: Amounts): Change =>
  changeOf((account) => (account in row ? row[account as keyof Amounts] : 0));

async function readSends(
  { db, actor: { accountId } }: CustomerContext,
  { from, below }: EntryRange,
  limit: number,
): Promise<SummaryLine[]> {
  const sql = sqlOf(db);
  const rows = await rowsOf<SendRow>(
    'lines by send',
    sql`
    select (extract(epoch from min(t.at)) * 1000)::float8 as "atMs", min(t.kind) as kind,
      t.batch_id as "batchId", min(t.reason) as reason, ${amounts(sql)},
      coalesce(sum(t.messages) filter (where t.kind = 'reserve' and e.account = 'reserved'), 0)::int as messages
    from ledger_entries e
    join ledger_transactions t on t.account_id = e.account_id and t.id = e.transaction_id
    where e.account_id = ${accountId} and e.id >= ${from} and e.id < ${below}
    group by t.batch_id, case when t.batch_id is null then t.id end
    order by min(e.id) limit ${limit}`,
  );
  return rows.map((row) => ({
    ...{ at: new Date(row.atMs), batchId: row.batchId, ...changeIn(row) },
    words: row.batchId ? sendWords(row.messages) : transactionWords(row),
  }));
}

/** `messages`: for how many of them something was set aside in this month. */
function sendWords(messages: number): string {
  if (messages === 0) return 'Send that began in an earlier month';
  return messages === 1 ? 'Send of 1 message' : `Send of ${messages.toLocaleString('en')} messages`;
}

async function readDays(
  { db, actor: { accountId } }: CustomerContext,
  { month, timeZone, entries: { from, below } }: MonthlyStatement,
): Promise<SummaryLine[]> {
  const starts = Array.from(
    { length: 31 },
    (_, day) => dayStart(`${month.name}-01`, timeZone, day)!,
  ).filter((start) => start < month.endsAt);
  const begins = await firstEntries(db, accountId, starts);
  const sql = sqlOf(db);
  const rows = await rowsOf<Amounts & { place: number; lines: number }>(
    'lines by day',
    sql`
    select width_bucket(e.id, ${begins}::bigint[]) as place,
      (count(distinct t.id))::int as lines, ${amounts(sql)}
    from ledger_entries e
    join ledger_transactions t on t.account_id = e.account_id and t.id = e.transaction_id
    where e.account_id = ${accountId} and e.id >= ${from} and e.id < ${below}
    group by place order by place`,
  );
  return rows.map((row) => ({
    ...{ at: starts[row.place - 1]!, batchId: null, ...changeIn(row) },
    words: row.lines === 1 ? '1 line' : `${row.lines.toLocaleString('en')} lines`,
  }));
}
