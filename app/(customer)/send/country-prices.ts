import type { Micros } from '#lib/money/micros.ts';
import type { CountryCode } from '#lib/phone-numbers/phone-number.ts';
import type { PriceList } from '#lib/prices/price-list.ts';

/** What a part costs to a country: the same twice, or the range over its networks. */
export type CountryPrice = { lowMicros: Micros; highMicros: Micros };
export type CountryPrices = Record<CountryCode, CountryPrice>;

/** The price list as small as the composer's counter needs it. The quote alone binds. */
export function countryPrices(list: PriceList): CountryPrices {
  const found: CountryPrices = {};
  for (const { country, segmentMicros } of list.prices) {
    const known = found[country];
    found[country] = {
      lowMicros: known && known.lowMicros < segmentMicros ? known.lowMicros : segmentMicros,
      highMicros: known && known.highMicros > segmentMicros ? known.highMicros : segmentMicros,
    };
  }
  return found;
}
