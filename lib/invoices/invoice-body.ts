import type { BillingDetails } from '#lib/billing/billing-details.ts';
import { openText, sealContent } from '#lib/crypto/seal.ts';
import type { InvoiceId } from '#lib/ids.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';
import type { OrderWay } from '#lib/orders/place-order.ts';
import type { Invoice } from './issue-invoice.ts';

/** What an invoice says besides its amounts: who sold to whom, as it was on its day. Never who was texted, or what. */
export type InvoiceBody = {
  seller: { name: string; lines: string[]; country: string; vatNumber: string };
  buyer: BillingDetails;
  /** How it was paid, on which day in the operator's zone, and what the payer quoted. */
  way: OrderWay;
  paidOn: string;
  orderReference: string;
  /** Of a credit note, or of an invoice for a payment that came again: the first invoice. */
  corrects: { number: string; issuedOn: string } | null;
  reason: string | null;
};

/** What an invoice is sealed with besides its key. */
export const invoiceIdentity = (id: InvoiceId): string => `invoices.body:${id}`;

/** Seals what an invoice says under the key of its year. */
export const sealInvoiceBody = (key: Buffer, id: InvoiceId, body: InvoiceBody): Buffer =>
  sealContent(key, invoiceIdentity(id), JSON.stringify(body));

/** What an invoice says. Null once its time is over. */
export async function openInvoiceBody(
  keyring: Keyring,
  { id, keyName, bodySealed }: Pick<Invoice, 'id' | 'keyName' | 'bodySealed'>,
): Promise<InvoiceBody | null> {
  const key = await keyring.read(keyName);
  return key && JSON.parse(openText(key, invoiceIdentity(id), bodySealed));
}
