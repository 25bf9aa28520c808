import { and, asc, eq, gte, lt } from 'drizzle-orm';
import { ledgerEntries, ledgerTransactions } from '#db/schema/ledger.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { EntryRange } from '#lib/ledger/first-entries.ts';
import { ofTransaction } from '#lib/ledger/of-transaction.ts';
import { type Change, changeOf } from '#lib/ledger/sum-lines.ts';

export type StatementLine = Change & { transaction: typeof ledgerTransactions.$inferSelect };

/** Two of them are a transaction. */
const PAGE = 1_000;

/**
 * Every line of a range in the order in which it was booked, also those that charge what was set aside. Page by page,
 * however many there are.
 */
export async function* statementLines(
  { db, actor: { accountId } }: CustomerContext,
  { from, below }: EntryRange,
  limit = PAGE,
): AsyncGenerator<StatementLine[]> {
  let next = from;
  for (;;) {
    const rows = await db
      .select({ entry: ledgerEntries, transaction: ledgerTransactions })
      .from(ledgerEntries)
      .innerJoin(ledgerTransactions, ofTransaction)
      .where(
        and(
          eq(ledgerEntries.accountId, accountId),
          gte(ledgerEntries.id, next),
          lt(ledgerEntries.id, below),
        ),
      )
      .orderBy(asc(ledgerEntries.id))
      .limit(limit);
    const lines = [...Map.groupBy(rows, ({ transaction }) => transaction.id).values()];
    const isLast = rows.length < limit;
    // The other entries of the last transaction may be on the next page: it begins there.
    const whole = isLast ? lines : lines.slice(0, -1);
    if (whole.length > 0) yield whole.map(lineOf);
    if (isLast) return;
    next = lines.at(-1)![0]!.entry.id;
  }
}

type Row = {
  entry: typeof ledgerEntries.$inferSelect;
  transaction: typeof ledgerTransactions.$inferSelect;
};

function lineOf(rows: Row[]): StatementLine {
  const amountOf = (account: Row['entry']['account']) =>
    rows.reduce(
      (total, { entry }) => total + (entry.account === account ? entry.amountMicros : 0),
      0,
    );
  return { transaction: rows[0]!.transaction, ...changeOf(amountOf) };
}
