import { batchPrice } from '#lib/messages/batch-price.ts';
import { type Micros, micros, sum } from '#lib/money/micros.ts';

/** What of a send goes to one country (ISO 3166-1 alpha-2): its price, and how many messages. */
export type Share = { country: string; micros: Micros; messages: number };

/** A send by destination country. The shares sum to its price: the same sum charges it. */
export function sharesOf(
  segments: number,
  recipients: readonly { country: string; segmentMicros: Micros }[],
): Share[] {
  const byCountry = Map.groupBy(recipients, ({ country }) => country);
  return [...byCountry].map(([country, all]) => ({
    country,
    micros: batchPrice(segments, all),
    messages: all.length,
  }));
}

/** All of them together. */
export const totalOf = (shares: readonly Share[]) => ({
  micros: sum(micros(0), ...shares.map((share) => share.micros)),
  messages: shares.reduce((total, { messages }) => total + messages, 0),
});
