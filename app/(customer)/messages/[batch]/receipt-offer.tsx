import Link from 'next/link';
import type { SignedInCustomer } from '#lib/auth/require-customer.ts';
import type { BatchId, MessageId } from '#lib/ids.ts';
import { isDestroyed } from '#lib/receipts/is-destroyed.ts';
import { readReceipt } from '#lib/receipts/read-receipt.ts';
import { paths } from '#lib/web/paths.ts';
import { AskForm } from './receipt/ask-form.tsx';

type ReceiptOfferProps = {
  customer: SignedInCustomer;
  batchId: BatchId;
  messageId?: MessageId;
};

/** The way to the receipt of destruction; nothing while the content is still there. */
export async function ReceiptOffer({ customer, batchId, messageId }: ReceiptOfferProps) {
  const of = { batchId, messageId: messageId ?? null };
  if (!(await isDestroyed(customer, of))) return null;
  return (await readReceipt(customer, of)) ? (
    <p>
      <Link href={paths.receipt(batchId, of.messageId)} className="pressable">
        Receipt of destruction
      </Link>
    </p>
  ) : (
    <AskForm {...of} />
  );
}
