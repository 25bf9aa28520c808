import { and, desc, eq, lt } from 'drizzle-orm';
import { ledgerEntries, ledgerTransactions } from '#db/schema/ledger.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { BatchId } from '#lib/ids.ts';
import type { Micros } from '#lib/money/micros.ts';
import type { LedgerKind } from './post-transaction.ts';
import { transactionWords } from './transaction-words.ts';

export type StatementEntry = {
  id: number;
  at: Date;
  kind: LedgerKind;
  words: string;
  batchId: BatchId | null;
  messages: number;
  /** Signed: what it did to the available balance. */
  amountMicros: Micros;
  /** What could be spent afterwards. */
  balanceMicros: Micros;
};
export type Statement = { entries: StatementEntry[]; next: number | null };

const PAGE = 50;

/**
 * What changed the available balance, newest first, so that the running balance adds up line by line: credit, money
 * reserved when a batch is sent, money returned for what did not leave. That reserved money is finally charged does
 * not change what can be spent, so it is no line of its own. `next` is the `before` of the next page.
 */
export async function readStatement(
  ctx: CustomerContext,
  { before, limit = PAGE }: { before?: number | undefined; limit?: number } = {},
): Promise<Statement> {
  const rows = await ctx.db
    .select({ entry: ledgerEntries, transaction: ledgerTransactions })
    .from(ledgerEntries)
    .innerJoin(
      ledgerTransactions,
      and(
        eq(ledgerTransactions.accountId, ledgerEntries.accountId),
        eq(ledgerTransactions.id, ledgerEntries.transactionId),
      ),
    )
    .where(
      and(
        eq(ledgerEntries.accountId, ctx.actor.accountId),
        eq(ledgerEntries.account, 'available'),
        before === undefined ? undefined : lt(ledgerEntries.id, before),
      ),
    )
    .orderBy(desc(ledgerEntries.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return {
    entries: page.map(({ entry, transaction }) => ({
      id: entry.id,
      at: transaction.at,
      kind: transaction.kind,
      words: transactionWords(transaction),
      batchId: transaction.batchId,
      messages: transaction.messages,
      amountMicros: entry.amountMicros,
      balanceMicros: entry.balanceMicros!,
    })),
    next: rows.length > limit ? page.at(-1)!.entry.id : null,
  };
}
