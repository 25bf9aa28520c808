import type { QuoteLine } from '#db/schema/quotes.ts';
import { times, zero } from '#lib/money/micros.ts';
import type { RecipientList } from '#lib/phone-numbers/parse-recipients.ts';
import { type PriceList, priceFor } from '#lib/prices/price-list.ts';

export type Recipient = RecipientList['recipients'][number];
export type PricedRecipient = Recipient & { priceLine: number };

export type PricedRecipients = {
  priced: PricedRecipient[];
  /** Those whose destination has no price. */
  unpriced: Recipient[];
  /** One for each destination and price, the most recipients first. */
  lines: QuoteLine[];
};

/** Finds each recipient's price and sums up by destination. */
export function priceRecipients(
  list: PriceList,
  recipients: Recipient[],
  segments: number,
): PricedRecipients {
  const unpriced: Recipient[] = [];
  const found: { recipient: Recipient; line: QuoteLine }[] = [];
  const lines = new Map<string, QuoteLine>();
  for (const recipient of recipients) {
    const price = priceFor(list, recipient.number);
    if (!price) {
      unpriced.push(recipient);
      continue;
    }
    // Several prefixes of one destination at one price are one line for the reader.
    const key = `${price.country} ${price.destination} ${price.segmentMicros}`;
    const line = lines.get(key) ?? { ...price, segments, recipients: 0, totalMicros: zero };
    line.recipients += 1;
    lines.set(key, line);
    found.push({ recipient, line });
  }
  const sorted = [...lines.values()].sort((a, b) => b.recipients - a.recipients);
  for (const line of sorted)
    line.totalMicros = times(line.segmentMicros, line.recipients * segments);
  const placeOf = new Map(sorted.map((line, place) => [line, place]));
  const priced = found.map(({ recipient, line }) => ({
    ...recipient,
    priceLine: placeOf.get(line)!,
  }));
  return { priced, unpriced, lines: sorted };
}
