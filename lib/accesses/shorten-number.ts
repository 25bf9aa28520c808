import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';

declare const shortNumber: unique symbol;

/** The code of the country and the last two digits, such as '+30 … 78': enough to talk about, too little to call. */
export type ShortNumber = string & { readonly [shortNumber]: true };

/** A number as staff see it without an access. Nothing else makes one, and it never gives more. */
export function shortenNumber(number: PhoneNumber): ShortNumber {
  const code = parsePhoneNumberFromString(number)?.countryCallingCode;
  return `${code ? `+${code} ` : ''}… ${number.slice(-2)}` as ShortNumber;
}
