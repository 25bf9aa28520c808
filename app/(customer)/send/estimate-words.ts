import { recipientsInWords } from '#lib/messages/recipients-in-words.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import { type Micros, sum, times, zero } from '#lib/money/micros.ts';
import type { CountryCode } from '#lib/phone-numbers/phone-number.ts';
import type { CountryPrices } from './country-prices.ts';

/** 'About €5.04 for 120 recipients.', or null when there is nothing to multiply. The quote is the price that binds. */
export function estimateWords(
  recipients: { country: CountryCode }[],
  segments: number,
  prices: CountryPrices,
  currency: string,
): string | null {
  if (recipients.length === 0 || segments === 0) return null;
  const perCountry = new Map<CountryCode, number>();
  for (const { country } of recipients) {
    perCountry.set(country, (perCountry.get(country) ?? 0) + 1);
  }
  let low: Micros = zero;
  let high: Micros = zero;
  for (const [country, count] of perCountry) {
    const price = prices[country];
    if (!price) continue;
    low = sum(low, times(price.lowMicros, count * segments));
    high = sum(high, times(price.highMicros, count * segments));
  }
  if (high === 0) return null;
  const amount = formatMoney(low, currency);
  const range = low === high ? amount : `${amount} to ${formatMoney(high, currency)}`;
  return `About ${range} for ${recipientsInWords(recipients.length)}.`;
}
