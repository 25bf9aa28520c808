import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max';
import type { Micros } from '#lib/money/micros.ts';
import { countryName } from '#lib/phone-numbers/country-name.ts';
import type { CountryCode } from '#lib/phone-numbers/phone-number.ts';
import { type Price, type PriceList, priceOfDigits } from './price-list.ts';

/** Prices of one country: one segment costs from `lowestMicros` to `highestMicros`. `callingCode` has its `+`. */
export type CountryPrice = {
  country: CountryCode;
  name: string;
  callingCode: string;
  lowestMicros: Micros;
  highestMicros: Micros;
  prices: Price[];
};

/**
 * The list by country, in the order of their names. `search` finds a country by the beginning of a word of its name
 * (accents do not matter), by its ISO code, or by the beginning of a number in any spelling ('30', '+30 691', '0030').
 */
export function listPrices(list: PriceList, search = ''): CountryPrice[] {
  const byCountry = Map.groupBy(list.prices, ({ country }) => country);
  const isWanted = finder(list, search);
  return [...byCountry]
    .map(([country, prices]) => summarise(country, prices))
    .filter(isWanted)
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** The prices of one country, or null when the list has none. */
export function priceOfCountry(list: PriceList, country: CountryCode): CountryPrice | null {
  const prices = list.prices.filter((price) => price.country === country);
  return prices.length > 0 ? summarise(country, prices) : null;
}

function summarise(country: CountryCode, prices: Price[]): CountryPrice {
  const sorted = prices.toSorted((a, b) => a.segmentMicros - b.segmentMicros);
  return {
    country,
    name: countryName(country),
    callingCode: isSupportedCountry(country) ? `+${getCountryCallingCode(country)}` : '',
    lowestMicros: sorted[0]!.segmentMicros,
    highestMicros: sorted.at(-1)!.segmentMicros,
    prices: prices.toSorted((a, b) => (a.prefix < b.prefix ? -1 : 1)),
  };
}

const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** The digits with which a number begins that somebody searches for; null when it is something else. */
export function searchedDigits(search: string): string | null {
  return /^(?:\+|00)?([1-9]\d*)$/.exec(search.replace(/[\s().-]/g, ''))?.[1] ?? null;
}

function finder(list: PriceList, search: string): (row: CountryPrice) => boolean {
  const wanted = fold(search);
  if (wanted === '') return () => true;
  const digits = searchedDigits(search);
  if (digits === null) {
    return ({ country, name }) =>
      country.toLowerCase() === wanted || ` ${fold(name)}`.includes(` ${wanted}`);
  }
  // Numbers that go on like this, and the price that a number has which begins so.
  const countries = new Set(
    list.prices.filter(({ prefix }) => prefix.startsWith(digits)).map(({ country }) => country),
  );
  const priced = priceOfDigits(list, digits);
  if (priced) countries.add(priced.country);
  return ({ country }) => countries.has(country);
}
