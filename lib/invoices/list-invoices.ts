import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { invoices } from '#db/schema/billing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { cutPage } from '#lib/cut-page.ts';
import { env } from '#lib/env.ts';
import type { AccountId, InvoiceId } from '#lib/ids.ts';
import type { Micros } from '#lib/money/micros.ts';
import type { Invoice, InvoiceKind } from './issue-invoice.ts';

/** What became of the money of an invoice, or what a credit note did with it. */
export type InvoiceState = 'paid' | 'credited_in_part' | 'credited' | 'paid_back';

export type InvoiceSummary = {
  id: InvoiceId;
  number: string;
  kind: InvoiceKind;
  /** YYYY-MM-DD, in the operator's zone. */
  issuedOn: string;
  totalMicros: Micros;
  currency: string;
  state: InvoiceState;
  /** Of a correction: the number of the first invoice. */
  corrects: string | null;
};
export type InvoiceList = {
  invoices: InvoiceSummary[];
  /** The `before` of the next page. */
  next: InvoiceId | null;
  /** Whether they can be had as XML too: that needs the seller's VAT number. */
  hasXml: boolean;
};

const PAGE = 50;

/** The account's invoices and credit notes, newest first. */
export async function listInvoices(
  { db, actor: { accountId } }: CustomerContext,
  { before, limit = PAGE }: { before?: InvoiceId | undefined; limit?: number } = {},
): Promise<InvoiceList> {
  const rows = await db
    .select()
    .from(invoices)
    .where(and(eq(invoices.accountId, accountId), before ? lt(invoices.id, before) : undefined))
    .orderBy(desc(invoices.id))
    .limit(limit + 1);
  const { page, next } = cutPage(rows, limit, ({ id }) => id);
  const family = await relatives(db, accountId, page);
  return {
    invoices: page.map((invoice) => ({
      ...summary(invoice),
      state: stateOf(invoice, family),
      corrects: family.find(({ id }) => id === invoice.correctsId)?.number ?? null,
    })),
    next,
    hasXml: env.OPERATOR_VAT_NUMBER !== '',
  };
}

const summary = ({ id, number, kind, issuedOn, totalMicros, currency }: Invoice) => ({
  ...{ id, number, kind, issuedOn, totalMicros, currency },
});

type Relative = Pick<Invoice, 'id' | 'number' | 'kind' | 'correctsId' | 'totalMicros'>;

/** All that was issued for the orders of a page: the first invoice and its corrections. */
const relatives = (db: Db, accountId: AccountId, page: Invoice[]): Promise<Relative[]> =>
  db
    .select({
      id: invoices.id,
      number: invoices.number,
      kind: invoices.kind,
      correctsId: invoices.correctsId,
      totalMicros: invoices.totalMicros,
    })
    .from(invoices)
    .where(
      and(
        eq(invoices.accountId, accountId),
        inArray(
          invoices.orderId,
          page.map(({ orderId }) => orderId),
        ),
      ),
    );

function stateOf({ id, kind, totalMicros }: Invoice, family: Relative[]): InvoiceState {
  if (kind === 'credit_note') return 'paid_back';
  const credited = family
    .filter(({ correctsId }) => correctsId === id)
    .reduce((total, row) => total + (row.kind === 'credit_note' ? 1 : -1) * row.totalMicros, 0);
  if (credited <= 0) return 'paid';
  return credited < totalMicros ? 'credited_in_part' : 'credited';
}
