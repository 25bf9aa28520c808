import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { type invoiceKind, invoiceSeries, invoices } from '#db/schema/billing.ts';
import type { BillingDetails } from '#lib/billing/billing-details.ts';
import { businessDay } from '#lib/billing/business-day.ts';
import { env } from '#lib/env.ts';
import { type InvoiceId, newId } from '#lib/ids.ts';
import { invoicesKeyName } from '#lib/keyring/key-names.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';
import type { Order } from '#lib/orders/place-order.ts';
import type { Reversal } from '#lib/orders/reverse-payment.ts';
import { readOperatorFacts } from '#lib/terms/operator-facts.ts';
import { type InvoiceBody, openInvoiceBody, sealInvoiceBody } from './invoice-body.ts';

export type InvoiceKind = (typeof invoiceKind.enumValues)[number];
export type Invoice = typeof invoices.$inferSelect;

/**
 * Issues the invoice for an order that was paid, in the caller's transaction: the next number of its year, and a snapshot of
 * seller and buyer. Numbers are given one after the other, without a gap, whoever else is issuing: the others wait until
 * the transaction ends.
 */
export async function issueInvoice(
  tx: Db,
  keyring: Keyring,
  { order, buyer, receivedAt }: { order: Order; buyer: BillingDetails; receivedAt: Date },
): Promise<Invoice> {
  const body: InvoiceBody = {
    ...{ seller: await sellerNow(tx), buyer, way: order.way, orderReference: order.reference },
    ...{ paidOn: businessDay(receivedAt), corrects: null, reason: null },
  };
  return insertInvoice(tx, keyring, 'invoice', { of: order, orderId: order.id, body });
}

/**
 * Issues the credit note for money that went back, or the invoice for money that came again, in the caller's transaction.
 * It names the first invoice of the order, and who bought as that one does, also when the account has been deleted since.
 */
export async function issueCorrection(
  tx: Db,
  keyring: Keyring,
  { order, reversal }: { order: Order; reversal: Reversal },
): Promise<Invoice> {
  const [first] = await tx
    .select()
    .from(invoices)
    .where(
      and(
        eq(invoices.accountId, order.accountId),
        eq(invoices.orderId, order.id),
        isNull(invoices.reversalId),
      ),
    );
  const body = first && (await openInvoiceBody(keyring, first));
  if (!first || !body) throw new Error(`The order ${order.id} has no invoice to correct.`);
  const corrects = { number: first.number, issuedOn: first.issuedOn };
  const kind = reversal.kind === 'dispute_won' ? 'invoice' : 'credit_note';
  return insertInvoice(tx, keyring, kind, {
    ...{ of: reversal, orderId: order.id, reversalId: reversal.id, correctsId: first.id },
    body: {
      ...body,
      seller: await sellerNow(tx),
      corrects,
      reason: reversal.reason ?? reasons[reversal.kind],
    },
  });
}

/** A correction says why (Directive 2006/112/EC, article 219), also where nobody wrote it. */
const reasons: Record<Reversal['kind'], string> = {
  refund: 'The payment was paid back',
  dispute: 'The payment was taken back by the bank of the payer',
  dispute_won: 'The payment that had been taken back came again',
};

const sellerNow = async (tx: Db): Promise<InvoiceBody['seller']> => ({
  name: (await readOperatorFacts(tx)).OPERATOR_COMPANY,
  lines: env.OPERATOR_ADDRESS.split('|')
    .map((line) => line.trim())
    .filter(Boolean),
  country: env.OPERATOR_COUNTRY,
  vatNumber: env.OPERATOR_VAT_NUMBER,
});

type NewInvoice = Pick<Invoice, 'orderId'> &
  Partial<Pick<Invoice, 'reversalId' | 'correctsId'>> & { of: Order | Reversal; body: InvoiceBody };

async function insertInvoice(
  tx: Db,
  keyring: Keyring,
  kind: InvoiceKind,
  { of, body, ...links }: NewInvoice,
): Promise<Invoice> {
  const { issuedAt, issuedOn, year, sequence } = await takeNumber(tx, kind);
  const id = newId<InvoiceId>();
  const keyName = invoicesKeyName(year);
  const key = await keyring.create(keyName);
  const { accountId, currency, creditMicros, vatMicros, totalMicros, vatTreatment, vatRate } = of;
  const [invoice] = await tx
    .insert(invoices)
    .values({
      ...{ accountId, id, kind, year, sequence, issuedAt, issuedOn, keyName, ...links },
      ...{ currency, creditMicros, vatMicros, totalMicros, vatTreatment, vatRate },
      number: invoiceNumber(kind, year, sequence),
      bodySealed: sealInvoiceBody(key, id, body),
      keptUntil: `${year + env.INVOICE_YEARS}-12-31`,
    })
    .returning();
  return invoice!;
}

/** The number of an invoice as it is printed: `2026-000123`, or `CN-2026-000007` for a credit note. */
export const invoiceNumber = (kind: InvoiceKind, year: number, sequence: number): string =>
  `${kind === 'credit_note' ? 'CN-' : ''}${year}-${String(sequence).padStart(6, '0')}`;

/**
 * The next number. One at a time, and the clock is looked at afterwards: later numbers never have an earlier moment, also when
 * another database, with a clock that is behind, has taken over.
 */
async function takeNumber(tx: Db, kind: InvoiceKind) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('invoice numbers'))`);
  const [clock] = await tx.execute<{ ms: number }>(
    sql`select extract(epoch from clock_timestamp())::float8 * 1000 as ms`,
  );
  const now = new Date(Math.floor(clock!.ms));
  const year = Number(businessDay(now).slice(0, 4));
  const [series] = await tx
    .insert(invoiceSeries)
    .values({ kind, year, last: 1 })
    .onConflictDoUpdate({
      target: [invoiceSeries.kind, invoiceSeries.year],
      set: { last: sql`${invoiceSeries.last} + 1` },
    })
    .returning();
  const sequence = series!.last;
  const before = await issuedAs(tx, { kind, year, sequence: sequence - 1 });
  const issuedAt = before && before > now ? before : now;
  return { issuedAt, issuedOn: businessDay(issuedAt), year, sequence };
}

/** When a number was given. */
async function issuedAs(
  tx: Db,
  { kind, year, sequence }: Pick<Invoice, 'kind' | 'year' | 'sequence'>,
): Promise<Date | null> {
  const [row] = await tx
    .select({ issuedAt: invoices.issuedAt })
    .from(invoices)
    .where(and(eq(invoices.kind, kind), eq(invoices.year, year), eq(invoices.sequence, sequence)));
  return row?.issuedAt ?? null;
}
