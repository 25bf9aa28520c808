import type { QuoteLine } from '#db/schema/quotes.ts';
import { openText, sealContent } from '#lib/crypto/seal.ts';
import type { QuoteId } from '#lib/ids.ts';
import type { KeyName, Keyring } from '#lib/keyring/keyring.ts';
import type { NewRecipient } from '#lib/messages/insert-messages.ts';
import type { RecipientList } from '#lib/phone-numbers/parse-recipients.ts';
import type { CountryCode, PhoneNumber } from '#lib/phone-numbers/phone-number.ts';

/** What a quote keeps sealed under its draft's key. */
export type QuoteBody = {
  sender: { kind: 'number' | 'brand'; value: string };
  text: string;
  /** Number, country, and the place of its price among the quote's lines. */
  recipients: [number: PhoneNumber, country: CountryCode, line: number][];
  leftOut: {
    invalid: RecipientList['invalid'];
    duplicates: RecipientList['duplicates'];
    optedOut: { line: number }[];
  };
  repaired: RecipientList['repaired'];
};

export const sealQuoteBody = (key: Buffer, quoteId: QuoteId, body: QuoteBody): Buffer =>
  sealContent(key, `quotes.body:${quoteId}`, JSON.stringify(body));

/** Null once the draft was sent or thrown away: its key is gone. */
export async function openQuoteBody(
  keyring: Keyring,
  quote: { id: QuoteId; keyName: KeyName; bodySealed: Buffer },
): Promise<QuoteBody | null> {
  const key = await keyring.read(quote.keyName);
  return (
    key && (JSON.parse(openText(key, `quotes.body:${quote.id}`, quote.bodySealed)) as QuoteBody)
  );
}

/** The recipients with the prices that the quote bound. */
export const quotedRecipients = (body: QuoteBody, lines: QuoteLine[]): NewRecipient[] =>
  body.recipients.map(([number, country, line]) => ({
    number,
    country,
    segmentMicros: lines[line]!.segmentMicros,
  }));
