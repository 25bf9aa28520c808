import { and, desc, eq, gte, inArray, lt } from 'drizzle-orm';
import { ledgerEntries, ledgerTransactions } from '#db/schema/ledger.ts';
import type { CustomerContext } from '#lib/context.ts';
import { cutPage } from '#lib/cut-page.ts';
import type { BatchId, OrderId } from '#lib/ids.ts';
import type { Micros } from '#lib/money/micros.ts';
import { entriesBetween } from './first-entries.ts';
import { type LineKind, ledgerKindsOf } from './line-kinds.ts';
import { ofTransaction } from './of-transaction.ts';
import type { LedgerAccount, LedgerKind } from './post-transaction.ts';
import { transactionWords } from './transaction-words.ts';

export type StatementEntry = {
  id: number;
  at: Date;
  kind: LedgerKind;
  words: string;
  batchId: BatchId | null;
  orderId: OrderId | null;
  messages: number;
  /** Signed: what it did to the available balance; of `charged`: to what was set aside; of `owed`: to what is owed. */
  amountMicros: Micros;
  /** What could be spent afterwards. Null for lines that do not change it. */
  balanceMicros: Micros | null;
};
export type Statement = { entries: StatementEntry[]; next: number | null };

/** Moments from `from` on and before `to`. */
export type StatementFilter = {
  kind?: LineKind | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  batchId?: BatchId | undefined;
};
type StatementPage = StatementFilter & { before?: number | undefined; limit?: number };

const PAGE = 50;

/** Where the lines of a kind are found that do not change the available balance. */
const elsewhere: Partial<Record<LineKind, LedgerAccount>> = { charged: 'reserved', owed: 'debt' };

/**
 * What changed the available balance, newest first, so that the running balance adds up line by line: credit, money
 * reserved when a batch is sent, money returned for what did not leave. That reserved money is finally charged, or that
 * something is owed, does not change what can be spent, so it is no line of its own unless its kind is asked for. A filter
 * leaves lines out and changes none. `next` is the `before` of the next page.
 */
export async function readStatement(
  ctx: CustomerContext,
  { before, limit = PAGE, kind, batchId, ...days }: StatementPage = {},
): Promise<Statement> {
  const { accountId } = ctx.actor;
  const { from, below } = await entriesBetween(ctx.db, accountId, days);
  const rows = await ctx.db
    .select({ entry: ledgerEntries, transaction: ledgerTransactions })
    .from(ledgerEntries)
    .innerJoin(ledgerTransactions, ofTransaction)
    .where(
      and(
        eq(ledgerEntries.accountId, accountId),
        eq(ledgerEntries.account, (kind && elsewhere[kind]) ?? 'available'),
        gte(ledgerEntries.id, from),
        lt(ledgerEntries.id, Math.min(below, before ?? below)),
        kind && inArray(ledgerTransactions.kind, ledgerKindsOf(kind)),
        batchId && eq(ledgerTransactions.batchId, batchId),
      ),
    )
    .orderBy(desc(ledgerEntries.id))
    .limit(limit + 1);
  const { page, next } = cutPage(rows, limit, ({ entry }) => entry.id);
  return {
    entries: page.map(({ entry, transaction }) => ({
      id: entry.id,
      at: transaction.at,
      kind: transaction.kind,
      words: transactionWords(transaction),
      batchId: transaction.batchId,
      orderId: transaction.orderId,
      messages: transaction.messages,
      amountMicros: entry.amountMicros,
      balanceMicros: entry.balanceMicros,
    })),
    next,
  };
}
