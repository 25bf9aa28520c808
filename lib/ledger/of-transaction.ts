import { and, eq } from 'drizzle-orm';
import { ledgerEntries, ledgerTransactions } from '#db/schema/ledger.ts';

/** Joins the entries of the ledger with their transactions. */
export const ofTransaction = and(
  eq(ledgerTransactions.accountId, ledgerEntries.accountId),
  eq(ledgerTransactions.id, ledgerEntries.transactionId),
);
