import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { balanceChecks } from './checks/balances.ts';
import { invoiceChecks } from './checks/invoices.ts';
import { messageChecks } from './checks/messages.ts';
import { orderChecks } from './checks/orders.ts';

export type LedgerCheck = { problems: string[]; transactions: number; accounts: number };

/** At most this many findings of each kind are named. */
const NAMED = 20;

/**
 * Proves the books, on one snapshot of the database:
 * - every transaction sums to zero, and balances, debts, running balances and monthly statements are the sum of their entries;
 * - what is reserved for each batch is the price of its messages under way, and what was charged is what they say, or their
 *   batch once they are gone;
 * - what deleted accounts are owed is what they were promised and not paid yet;
 * - every paid order has one payment, one credit and one invoice, what went back of it its entries and its credit note, and
 *   never more went back than came;
 * - invoice numbers have no gap and rise with their days, and what invoices say adds up.
 *
 * `problems` is empty when all of it holds. Reads the whole ledger: run it at night.
 */
export function checkLedger(db: Db): Promise<LedgerCheck> {
  return db.transaction(checkSnapshot, {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  });
}

/** The same in the caller's transaction, which sees one snapshot. */
export async function checkSnapshot(tx: Db): Promise<LedgerCheck> {
  const problems: string[] = [];
  const checks = [...balanceChecks(), ...messageChecks(), ...orderChecks(), ...invoiceChecks()];
  for (const check of checks) problems.push(...(await findings(tx, check)));
  const [counts] = await tx.execute<{ transactions: string; accounts: string }>(sql`
    select (select count(*) from ledger_transactions) as transactions,
           (select count(*) from balances) as accounts`);
  return {
    problems,
    transactions: Number(counts!.transactions),
    accounts: Number(counts!.accounts),
  };
}

async function findings(tx: Db, check: SQL): Promise<string[]> {
  const rows = await tx.execute<{ problem: string }>(
    sql`select problem from (${check}) as found limit ${NAMED}`,
  );
  return rows.map((row) => row.problem);
}
