import { readCustomer } from '#lib/auth/require-customer.ts';
import { type BatchId, type MessageId, parseId } from '#lib/ids.ts';
import { drawReceipt } from '#lib/receipts/draw-receipt.ts';
import { readReceipt } from '#lib/receipts/read-receipt.ts';
import { packStatement } from '#lib/receipts/statement-file.ts';
import { noteFeature } from '#lib/web/note-feature.ts';

type FileContext = { params: Promise<{ batch: string; kind: string }> };

const types = { pdf: 'application/pdf', json: 'application/json; charset=utf-8' } as const;

/** A signed receipt as a file: PDF or JSON. */
export async function GET(request: Request, { params }: FileContext): Promise<Response> {
  const customer = await readCustomer();
  if (!customer) return new Response(null, { status: 401 });
  const { batch, kind } = await params;
  const batchId = parseId<BatchId>(batch);
  const message = new URL(request.url).searchParams.get('message');
  const messageId = message === null ? null : parseId<MessageId>(message);
  const isNone =
    !batchId || (message !== null && !messageId) || (kind !== 'pdf' && kind !== 'json');
  const receipt = isNone ? null : await readReceipt(customer, { batchId, messageId });
  if (isNone || !receipt?.signed) return new Response(null, { status: 404 });
  await noteFeature('receipt_saved', kind);
  const { signed } = receipt;
  const body = kind === 'pdf' ? new Uint8Array(await drawReceipt(signed)) : packStatement(signed);
  return new Response(body, {
    headers: {
      'Content-Type': types[kind],
      'Content-Disposition': `attachment; filename="receipt-of-destruction-${messageId ?? batchId}.${kind}"`,
      'Cache-Control': 'private, no-store',
    },
  });
}
