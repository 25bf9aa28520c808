import type { CustomerContext } from '#lib/context.ts';
import { amount } from '#lib/exports/files/amount.ts';
import { csvCell } from '#lib/exports/write-records.ts';
import type { LedgerTransactionId } from '#lib/ids.ts';
import { lineKindOf } from '#lib/ledger/line-kinds.ts';
import { transactionWords } from '#lib/ledger/transaction-words.ts';
import { sum } from '#lib/money/micros.ts';
import type { StatementInvoice } from './read-month-invoices.ts';
import type { MonthlyStatement, StatementBalance } from './read-monthly-statement.ts';
import { type StatementLine, statementLines } from './statement-lines.ts';

const columns = [
  'at',
  'kind',
  'words',
  'send',
  'order',
  'invoice',
  'invoiceTax',
  'invoiceTotal',
  'messages',
  'available',
  'setAside',
  'charged',
  'owed',
  'availableAfter',
  'setAsideAfter',
  'owedAfter',
  'currency',
] as const;
type CsvRow = Partial<Record<(typeof columns)[number], string | number | Date | null>>;

/**
 * The statement of a month as CSV (RFC 4180; comma, CRLF, UTF-8 with its mark), piece by piece: the opening balance, every
 * line with what it changed and the balances after it, the closing balance. Moments in UTC, amounts in whole units of the
 * currency with all their decimals; texts as the export writes them, so that no spreadsheet program calculates them.
 */
export async function* statementCsv(
  ctx: CustomerContext,
  statement: MonthlyStatement,
): AsyncGenerator<string> {
  const { month, opening, closing, currency, entries, isOver, readAt } = statement;
  const write = (row: CsvRow) =>
    `${columns.map((name) => csvCell({ ...row, currency }[name] ?? null)).join(',')}\r\n`;
  yield `\uFEFF${columns.join(',')}\r\n`;
  yield write({ at: month.startsAt, kind: 'opening', words: 'Opening', ...after(opening) });
  const invoices = invoicesByLine(statement.invoices);
  let balance = opening;
  for await (const lines of statementLines(ctx, entries)) {
    const rows: string[] = [];
    for (const line of lines) {
      balance = add(balance, line);
      rows.push(write({ ...rowOf(line, invoices.get(line.transaction.id)), ...after(balance) }));
    }
    yield rows.join('');
  }
  const closesAt = isOver ? month.endsAt : readAt;
  yield write({ at: closesAt, kind: 'closing', words: 'Closing', ...after(closing) });
}

/** An invoice stands on the first of its lines. */
function invoicesByLine(invoices: StatementInvoice[]): Map<LedgerTransactionId, StatementInvoice> {
  return new Map(invoices.map((invoice) => [invoice.transactionIds.toSorted()[0]!, invoice]));
}

function rowOf(line: StatementLine, invoice: StatementInvoice | undefined): CsvRow {
  const { at, kind, batchId, orderId, messages } = line.transaction;
  const sign = invoice?.kind === 'credit_note' ? -1 : 1;
  return {
    ...{ at, kind: lineKindOf(kind), words: transactionWords(line.transaction) },
    ...{ send: batchId, order: orderId, messages: messages || null },
    invoice: invoice?.number ?? null,
    invoiceTax: invoice ? sign * amount(invoice.vatMicros) : null,
    invoiceTotal: invoice ? sign * amount(invoice.totalMicros) : null,
    available: amount(line.availableMicros),
    setAside: amount(line.reservedMicros),
    charged: amount(line.chargedMicros),
    owed: amount(line.debtMicros),
  };
}

const add = (balance: StatementBalance, line: StatementLine): StatementBalance => ({
  availableMicros: sum(balance.availableMicros, line.availableMicros),
  reservedMicros: sum(balance.reservedMicros, line.reservedMicros),
  debtMicros: sum(balance.debtMicros, line.debtMicros),
});

const after = ({ availableMicros, reservedMicros, debtMicros }: StatementBalance): CsvRow => ({
  availableAfter: amount(availableMicros),
  setAsideAfter: amount(reservedMicros),
  owedAfter: amount(debtMicros),
});
