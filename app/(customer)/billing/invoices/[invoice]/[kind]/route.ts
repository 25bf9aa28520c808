import { readCustomer } from '#lib/auth/require-customer.ts';
import { type InvoiceId, parseId } from '#lib/ids.ts';
import { drawInvoice } from '#lib/invoices/draw-invoice.ts';
import { readInvoice } from '#lib/invoices/read-invoice.ts';
import { writeUbl } from '#lib/invoices/write-ubl.ts';
import { noteFeature } from '#lib/web/note-feature.ts';

type FileContext = { params: Promise<{ invoice: string; kind: string }> };

const types = { pdf: 'application/pdf', xml: 'application/xml; charset=utf-8' } as const;

/** An invoice or credit note as a file: PDF for people, XML (EN 16931) for programs. */
export async function GET(_request: Request, { params }: FileContext): Promise<Response> {
  const customer = await readCustomer();
  if (!customer) return new Response(null, { status: 401 });
  const { invoice: id, kind } = await params;
  const invoiceId = parseId<InvoiceId>(id);
  if (!invoiceId || (kind !== 'pdf' && kind !== 'xml')) return new Response(null, { status: 404 });
  const invoice = await readInvoice(customer, invoiceId);
  const body =
    invoice &&
    (kind === 'pdf' ? new Uint8Array(await drawInvoice(invoice)) : await writeUbl(invoice));
  if (!body) return new Response(null, { status: 404 });
  await noteFeature('invoice_saved', kind);
  return new Response(body, {
    headers: {
      'Content-Type': types[kind],
      'Content-Disposition': `attachment; filename="${invoice.number}.${kind}"`,
      'Cache-Control': 'private, no-store',
    },
  });
}
