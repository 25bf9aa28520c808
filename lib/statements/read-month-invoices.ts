import type { CustomerContext } from '#lib/context.ts';
import type { LedgerTransactionId } from '#lib/ids.ts';
import type { InvoiceKind } from '#lib/invoices/issue-invoice.ts';
import type { EntryRange } from '#lib/ledger/first-entries.ts';
import { type Micros, micros } from '#lib/money/micros.ts';
import { rowsOf, sqlOf } from '#lib/outbox/run-sql.ts';

export type StatementInvoice = {
  number: string;
  kind: InvoiceKind;
  /** YYYY-MM-DD. */
  issuedOn: string;
  creditMicros: Micros;
  vatMicros: Micros;
  totalMicros: Micros;
  /** The lines of the ledger that it is for. */
  transactionIds: LedgerTransactionId[];
};

/**
 * Invoices and credit notes for the payments, and what went back of them, among the entries of a range. They go by these
 * and not by their own day, so that they add up also where something was booked over midnight. Plain columns only.
 */
export async function readMonthInvoices(
  { db, actor: { accountId } }: CustomerContext,
  { from, below }: EntryRange,
): Promise<StatementInvoice[]> {
  // The key of a line names its order or its reversal: see receive-payment.ts and reverse-payment.ts.
  const rows = await rowsOf<StatementInvoice>(
    'invoices of a month',
    sqlOf(db)`
    select i.number, i.kind, i.issued_on::text as "issuedOn", i.credit_micros::float8 as "creditMicros",
      i.vat_micros::float8 as "vatMicros", i.total_micros::float8 as "totalMicros",
      array_agg(t.id::text) as "transactionIds"
    from invoices i
    join ledger_transactions t on t.account_id = i.account_id and t.order_id = i.order_id
      and (i.reversal_id is null and t.kind = 'top_up'
        or split_part(t.idempotency_key, ':', 2) = i.reversal_id::text)
    where i.account_id = ${accountId} and (
      select min(e.id) from ledger_entries e where e.account_id = t.account_id and e.transaction_id = t.id
    ) between ${from} and ${below - 1}
    group by i.account_id, i.id order by i.issued_at, i.number`,
  );
  return rows.map((row) => ({
    ...row,
    creditMicros: micros(row.creditMicros),
    vatMicros: micros(row.vatMicros),
    totalMicros: micros(row.totalMicros),
  }));
}
