import { getCountries } from 'libphonenumber-js/max';
import type { CountryCode } from '#lib/phone-numbers/phone-number.ts';

const countries: ReadonlySet<string> = new Set(getCountries());

/** The country in `text` (ISO 3166-1 alpha-2) when it has a numbering plan, else null. */
export const parseCountry = (text: string): CountryCode | null =>
  countries.has(text) ? text : null;
