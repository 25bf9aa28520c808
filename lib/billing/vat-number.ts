import { stdnum } from 'stdnum';
import { countryName } from '#lib/phone-numbers/country-name.ts';
import type { CountryCode } from '#lib/phone-numbers/phone-number.ts';
import { isMemberState, vatCountry } from './vat-rates.ts';

/** `number` with its country in front, such as EL123456783. `sentence` says what to do. */
export type ParsedVatNumber = { ok: true; number: string } | { ok: false; sentence: string };

/** How the library calls the VAT number of each member state. Several numbers of a state can have check digits. */
const kinds: Record<string, string> = {
  ...{ AT: 'uid', BE: 'vat', BG: 'vat', HR: 'oib', CY: 'vat', CZ: 'dic', DK: 'cvr', EE: 'kmkr' },
  ...{ FI: 'alv', FR: 'tva', DE: 'vat', GR: 'vat', HU: 'anum', IE: 'vat', IT: 'iva', LV: 'pvn' },
  ...{ LT: 'pvm', LU: 'tva', MT: 'vat', NL: 'btw', PL: 'nip', PT: 'nif', RO: 'cif', SK: 'dph' },
  ...{ SI: 'ddv', ES: 'nif', SE: 'vat' },
};

/** In VAT numbers Greece is EL (Directive 2006/112/EC, article 215); the others are as in ISO 3166. */
const prefixOf = (country: string) => (country === 'GR' ? 'EL' : country);

/**
 * A VAT number as it was typed for an address in a member state: spaces, dots, dashes and lower case are repaired, and the
 * country in front may be left out. Refused, with a sentence: a number of another country, one of Northern Ireland (XI,
 * which is for goods only), and one whose form or check digits are wrong.
 */
export function parseVatNumber(typed: string, country: CountryCode): ParsedVatNumber {
  const state = vatCountry(country);
  if (!isMemberState(state)) throw new RangeError(`VAT numbers of ${country} are not known.`);
  const text = compact(typed);
  const own = prefixOf(state);
  const prefix = [own, state].find((start) => text.startsWith(start));
  const number = prefix ? text.slice(prefix.length) : text;
  if (isRight(state, number)) return { ok: true, number: own + repaired(state, number) };
  const other = prefix ? null : countryOf(text);
  if (other) {
    return {
      ok: false,
      sentence: `This number is of ${other}, and the address is in ${countryName(country)}. Write the number that begins with ${own}, or change the country.`,
    };
  }
  return {
    ok: false,
    sentence: `This is not a VAT number of ${countryName(state)}: look for a slip of the hand. It begins with ${own}.`,
  };
}

/** Letters and digits only, capitals. Greek capitals that look like ours are ours: ΕΛ and EL, Α and A. */
function compact(typed: string): string {
  const twins: Record<string, string> = { Ε: 'E', Λ: 'L' };
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[ΕΛ]/g, (letter) => twins[letter]!)
    .replace(/[^\p{L}\p{N}+*]/gu, '');
}

/** Whose number it is, when it says so and its digits are right. */
function countryOf(text: string): string | null {
  const [prefix, number] = [text.slice(0, 2), text.slice(2)];
  if (prefix === 'XI') return 'Northern Ireland';
  const state = prefix === 'EL' ? 'GR' : prefix;
  return state in kinds && isRight(state, number) ? countryName(state) : null;
}

const validate = (state: string, kind: string, number: string) =>
  stdnum[state]![kind]!.validate(number);

function isRight(state: string, number: string): boolean {
  // Of two numbers of persons the library (1.12) checks the digit wrongly.
  if (state === 'BG' && number.length === 10) return isBulgarianPerson(number);
  if (state === 'CZ' && /^6\d{8}$/.test(number)) return isCzechSpecial(number);
  return validate(state, kinds[state]!, number).isValid;
}

function repaired(state: string, number: string): string {
  const checked = validate(state, kinds[state]!, number);
  return checked.isValid ? checked.compact : number;
}

/** A citizen, a foreigner, or another person with a number of ten digits. */
function isBulgarianPerson(number: string): boolean {
  if (!/^\d{10}$/.test(number)) return false;
  if (validate('BG', 'egn', number).isValid || validate('BG', 'pnf', number).isValid) return true;
  const check = (11 - (weigh(number, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
  return check === Number(number[9]);
}

/** A person without a birth number: 6, seven digits, and a check digit. */
function isCzechSpecial(number: string): boolean {
  const rest = weigh(number.slice(1), [8, 7, 6, 5, 4, 3, 2]) % 11;
  const check = (8 - ((21 - rest) % 11) + 10) % 10;
  return check === Number(number[8]);
}

const weigh = (digits: string, weights: number[]): number =>
  weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
