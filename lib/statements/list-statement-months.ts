import { and, asc, eq } from 'drizzle-orm';
import { ledgerEntries, ledgerTransactions } from '#db/schema/ledger.ts';
import type { CustomerContext } from '#lib/context.ts';
import { monthNameOf } from './statement-month.ts';

/** The months of which there is a statement, newest first: from the first line to the month of `now`. None without lines. */
export async function listStatementMonths(
  { db, actor: { accountId } }: CustomerContext,
  now = new Date(),
): Promise<string[]> {
  const [first] = await db
    .select({ at: ledgerTransactions.at })
    .from(ledgerEntries)
    .innerJoin(
      ledgerTransactions,
      and(
        eq(ledgerTransactions.accountId, ledgerEntries.accountId),
        eq(ledgerTransactions.id, ledgerEntries.transactionId),
      ),
    )
    .where(eq(ledgerEntries.accountId, accountId))
    .orderBy(asc(ledgerEntries.id))
    .limit(1);
  return first ? monthsBetween(monthNameOf(first.at), monthNameOf(now)) : [];
}

function monthsBetween(first: string, last: string): string[] {
  const [year, month] = last.split('-').map(Number) as [number, number];
  const months: string[] = [];
  for (let back = 0; ; back++) {
    const name = new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7);
    if (name < first) return months;
    months.push(name);
  }
}
