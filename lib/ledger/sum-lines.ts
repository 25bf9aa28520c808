import type { Db } from '#db/client.ts';
import type { AccountId, BatchId } from '#lib/ids.ts';
import { type Micros, micros } from '#lib/money/micros.ts';
import { rowsOf, sqlOf } from '#lib/outbox/run-sql.ts';
import type { EntryRange } from './first-entries.ts';
import { type LineKind, ledgerKindsOf, lineKindOf, lineKinds } from './line-kinds.ts';
import type { LedgerAccount, LedgerKind } from './post-transaction.ts';

/** What lines did to what the customer can spend, to what is set aside, and to what they owe; and what was charged. */
export type Change = {
  availableMicros: Micros;
  reservedMicros: Micros;
  debtMicros: Micros;
  chargedMicros: Micros;
};
export type KindTotal = Change & { kind: LineKind; lines: number; messages: number };

/** `amount` is the change of each account of the ledger, in micros. */
export const changeOf = (amount: (account: LedgerAccount) => number): Change => ({
  availableMicros: micros(amount('available')),
  reservedMicros: micros(amount('reserved')),
  // What is owed stands in the books below zero.
  debtMicros: micros(-amount('debt')),
  chargedMicros: micros(amount('revenue')),
});

type Row = {
  kind: LedgerKind;
  account: LedgerAccount;
  micros: number;
  lines: number;
  messages: number;
};

/** Adds up the lines of an account in a range, by their kind: of one batch or one kind only, where that is asked for. */
export async function sumLines(
  db: Db,
  accountId: AccountId,
  { from, below, batchId, kind }: EntryRange & { batchId?: BatchId; kind?: LineKind },
): Promise<KindTotal[]> {
  const sql = sqlOf(db);
  const rows = await rowsOf<Row>(
    'sum of lines',
    sql`
    select t.kind, e.account, sum(e.amount_micros)::float8 as micros, count(*)::int as lines,
      sum(t.messages)::float8 as messages
    from ledger_entries e
    join ledger_transactions t on t.account_id = e.account_id and t.id = e.transaction_id
    where e.account_id = ${accountId} and e.id >= ${from} and e.id < ${below}
      ${batchId ? sql`and t.batch_id = ${batchId}` : sql``}
      ${kind ? sql`and t.kind::text = any(${ledgerKindsOf(kind)})` : sql``}
    group by t.kind, e.account`,
  );
  return lineKinds.flatMap((each) => {
    const own = rows.filter((row) => lineKindOf(row.kind) === each);
    if (own.length === 0) return [];
    const total = (rows: Row[], pick: (row: Row) => number) =>
      rows.reduce((sofar, row) => sofar + pick(row), 0);
    const change = changeOf((account) =>
      total(
        own.filter((row) => row.account === account),
        (row) => row.micros,
      ),
    );
    // A transaction has two entries: each is counted twice.
    return [
      {
        kind: each,
        ...change,
        lines: total(own, (row) => row.lines) / 2,
        messages: total(own, (row) => row.messages) / 2,
      },
    ];
  });
}
