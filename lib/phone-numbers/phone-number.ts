import {
  isSupportedCountry,
  type CountryCode as KnownCountry,
  parsePhoneNumberFromString,
  type PhoneNumber as ReadNumber,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import { cleanTyped } from './clean-typed.ts';
import { countryName } from './country-name.ts';

declare const phoneNumber: unique symbol;

/** E.164 with its `+`, such as +306912345678. Only `parsePhoneNumber` makes one. */
export type PhoneNumber = string & { readonly [phoneNumber]: true };

/** ISO 3166-1 alpha-2, such as 'GR'. */
export type CountryCode = string;

/** `repaired`: what was typed was not yet E.164, so show what it became. `reason`: a sentence for the one who typed. */
export type ParsedPhoneNumber =
  | { ok: true; number: PhoneNumber; country: CountryCode; repaired: boolean }
  | { ok: false; reason: string };

/** E.164 allows fifteen digits; with `00`, `(0)` and the like a typed number has a few more. */
const maxDigits = 20;

/**
 * Reads one telephone number as people and spreadsheets write it: international with `+` or `00`, or national in
 * `homeCountry`; with spaces, dashes, dots, brackets, full-width digits. Refused: what a spreadsheet has rounded, letters,
 * and numbers that no country's numbering plan has (ITU-T E.164, metadata of libphonenumber).
 */
export function parsePhoneNumber(typed: string, homeCountry: CountryCode): ParsedPhoneNumber {
  const cleaned = cleanTyped(typed);
  if (!cleaned.ok) return cleaned;
  const home = isSupportedCountry(homeCountry) ? homeCountry : undefined;
  const read = cleaned.text.length <= maxDigits + 1 ? readNumber(cleaned.text, home) : undefined;
  if (!read?.isValid()) return { ok: false, reason: whyNot(cleaned.text, home, read) };
  if (!read.country) {
    return { ok: false, reason: 'This number belongs to no country, so it cannot be reached.' };
  }
  const number = read.number as string as PhoneNumber;
  return { ok: true, number, country: read.country, repaired: number !== typed.trim() };
}

/** False only for numbers known to be something else, such as a landline: some plans do not tell the two apart. */
export function isMobileNumber(number: PhoneNumber): boolean {
  const type = parsePhoneNumberFromString(number)?.getType();
  return type === undefined || type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE';
}

function readNumber(text: string, home: KnownCountry | undefined): ReadNumber | undefined {
  return parsePhoneNumberFromString(text, {
    ...(home && { defaultCountry: home }),
    extract: false,
  });
}

function whyNot(
  text: string,
  home: KnownCountry | undefined,
  read: ReadNumber | undefined,
): string {
  const international = text.startsWith('+');
  const country = read?.country ?? (international ? undefined : home);
  const where = country ? ` in ${countryName(country)}` : '';
  switch (validatePhoneNumberLength(text, home)) {
    case 'INVALID_COUNTRY':
      return international
        ? 'No country has this code after the +.'
        : 'Begin the number with + and the code of its country.';
    case 'TOO_SHORT':
      return where ? `This is too short for a number${where}.` : 'This number is too short.';
    case 'TOO_LONG':
      return where ? `This is too long for a number${where}.` : 'This number is too long.';
    default: {
      const hint = international ? '' : ' For another country begin with + and its code.';
      return `No telephone number${where} looks like this.${hint}`;
    }
  }
}
