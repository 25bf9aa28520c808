import { getCountries } from 'libphonenumber-js/max';
import { countryName } from '#lib/phone-numbers/country-name.ts';
import type { CountryCode } from '#lib/phone-numbers/phone-number.ts';

/** Has no code of ISO 3166-1, but telephones: islands that belong to Saint Helena. */
const NO_COUNTRIES = ['AC', 'TA'];
/** Has a code of ISO 3166-1, and no telephones of its own. */
const WITHOUT_TELEPHONES = ['AQ', 'BV', 'GS', 'HM', 'PN', 'TF', 'UM'];

/** Every country that an address can be in: those of ISO 3166-1 and Kosovo (XK), by name. */
export const addressCountries: readonly { code: CountryCode; name: string }[] = [
  ...getCountries().filter((code) => !NO_COUNTRIES.includes(code)),
  ...WITHOUT_TELEPHONES,
]
  .map((code) => ({ code, name: countryName(code) }))
  .sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** True for a country that an address can be in. */
export const isAddressCountry = (code: string): boolean =>
  addressCountries.some((country) => country.code === code);
