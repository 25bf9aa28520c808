import { and, eq } from 'drizzle-orm';
import { invoices } from '#db/schema/billing.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { InvoiceId } from '#lib/ids.ts';
import { type InvoiceBody, openInvoiceBody } from './invoice-body.ts';
import type { Invoice } from './issue-invoice.ts';

/** An invoice or credit note with what it says, as it was issued. */
export type InvoiceDocument = Invoice & { body: InvoiceBody };

/** An invoice or credit note of the account. Null for a stranger's, and once its time is over. */
export async function readInvoice(
  { db, keyring, actor }: CustomerContext,
  invoiceId: InvoiceId,
): Promise<InvoiceDocument | null> {
  const [invoice] = await db
    .select()
    .from(invoices)
    .where(and(eq(invoices.accountId, actor.accountId), eq(invoices.id, invoiceId)));
  const body = invoice && (await openInvoiceBody(keyring, invoice));
  return body ? { ...invoice, body } : null;
}
