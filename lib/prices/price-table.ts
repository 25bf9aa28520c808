import type { CountryCode } from '#lib/phone-numbers/phone-number.ts';
import { comparePriceLists, type PriceChange } from './compare-price-lists.ts';
import { type CountryPrice, listPrices } from './list-prices.ts';
import type { PriceList } from './price-list.ts';

/** One country now and after the next list begins; null where it has no price. `changes`: what costs something else then. */
export type PriceRow = Pick<CountryPrice, 'country' | 'name' | 'callingCode'> & {
  now: CountryPrice | null;
  next: CountryPrice | null;
  changes: PriceChange[];
};

/**
 * What is priced now beside what is priced next, by country, in the order of their names; `next` null: nothing else is
 * known to come. `search` as `listPrices` takes it, for countries of either list.
 */
export function priceTable(now: PriceList | null, next: PriceList | null, search = ''): PriceRow[] {
  const lists = [now, next].filter((list) => list !== null);
  const found = lists.flatMap((list) => listPrices(list, search));
  const prices = byCountry(now);
  const coming = next ? byCountry(next) : prices;
  const changed = next ? comparePriceLists(now, next).changes : [];
  const changesOf = Map.groupBy(
    changed.filter(({ kind }) => kind !== 'same'),
    ({ country }) => country,
  );
  return [...new Map(found.map((row) => [row.country, row])).values()]
    .map(({ country, name, callingCode }) => ({
      ...{ country, name, callingCode, now: prices.get(country) ?? null },
      next: coming.get(country) ?? null,
      changes: changesOf.get(country) ?? [],
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

function byCountry(list: PriceList | null): Map<CountryCode, CountryPrice> {
  return new Map(list ? listPrices(list).map((row) => [row.country, row]) : []);
}
