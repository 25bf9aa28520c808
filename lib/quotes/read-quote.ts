import type { QuoteLine } from '#db/schema/quotes.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { BatchId, DraftId, QuoteId, SenderId } from '#lib/ids.ts';
import type { Micros } from '#lib/money/micros.ts';
import type { RecipientList } from '#lib/phone-numbers/parse-recipients.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import type { Encoding } from '#lib/segments/count-segments.ts';

export type QuoteView = {
  id: QuoteId;
  draftId: DraftId;
  sender: { id: SenderId; kind: 'number' | 'brand'; value: string };
  text: string;
  encoding: Encoding;
  segments: number;
  recipients: number;
  /** The first five, to recognise the list. */
  recipientNumbers: PhoneNumber[];
  leftOut: {
    invalid: RecipientList['invalid'];
    duplicates: RecipientList['duplicates'];
    optedOut: { line: number }[];
  };
  repaired: RecipientList['repaired'];
  lines: QuoteLine[];
  totalMicros: Micros;
  currency: string;
  availableMicros: Micros;
  /** What is left after sending; negative when it does not suffice. */
  afterMicros: Micros;
  /** How much is missing, or zero. */
  shortByMicros: Micros;
  sendAt: Date | null;
  validUntil: Date;
  expiresAt: Date;
  expired: boolean;
  permissionWording: string;
  /** Set once it was sent: the numbers and the text are then with the batch, and empty here. */
  batchId: BatchId | null;
};

export async function readQuote(
  _ctx: CustomerContext,
  _quoteId: QuoteId,
): Promise<QuoteView | null> {
  throw new Error('being written');
}
