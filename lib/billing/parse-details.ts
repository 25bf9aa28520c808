import { z } from 'zod';
import type { FieldProblem } from '#lib/web/field-problem.ts';
import { type AddressFieldName, addressFields, postalCodes } from './address-fields.ts';
import type { BillingDetails } from './billing-details.ts';
import { isAddressCountry } from './countries.ts';
import { parseVatNumber } from './vat-number.ts';
import { isMemberState, vatCountry } from './vat-rates.ts';

/** Billing details as a form sends them. */
export const typedDetails = z.object({
  kind: z.string().default(''),
  country: z.string().default(''),
  name: z.string().default(''),
  line1: z.string().default(''),
  line2: z.string().default(''),
  postal: z.string().default(''),
  city: z.string().default(''),
  region: z.string().default(''),
  vatNumber: z.string().default(''),
});
export type TypedDetails = z.output<typeof typedDetails>;

export type ParsedDetails =
  | { ok: true; details: BillingDetails }
  | { ok: false; problems: FieldProblem[] };

/** In characters. An envelope has no room for more. */
const most: Record<'name' | 'vatNumber' | AddressFieldName, number> = {
  ...{ name: 100, line1: 100, line2: 100, city: 60, region: 60, postal: 12 },
  vatNumber: 30,
};

/**
 * Reads billing details as they were typed: spaces are tidied, what a country's addresses do not have is left out, and a
 * VAT number gets its country in front. Refused at its field, with what to do: what is missing or too long, postal codes
 * and VAT numbers of the wrong form, a VAT number of a person. Numbers of companies outside the Union are taken as given.
 */
export function parseDetails(typed: TypedDetails): ParsedDetails {
  const { kind, country } = typed;
  if (!isAddressCountry(country)) return refuse('country', 'Choose a country.');
  if (kind !== 'company' && kind !== 'person') return refuse('kind', 'Choose one of these.');
  const name = tidy(typed.name);
  const nameProblem = kind === 'company' ? 'Write the name of the company.' : 'Write your name.';
  const { address, problems: addressProblems } = readAddress(typed, country);
  const number = readNumber(tidy(typed.vatNumber), kind, country);
  const problems: FieldProblem[] = [
    ...(name === '' ? [{ field: 'name', sentence: nameProblem }] : []),
    ...addressProblems,
    ...(number.ok ? [] : [{ field: 'vatNumber', sentence: number.sentence }]),
    ...tooLong({ ...address, name, vatNumber: tidy(typed.vatNumber) }),
  ];
  if (problems.length > 0 || !number.ok) return { ok: false, problems: firstOfEach(problems) };
  const { line1, line2, postal: postalCode, city, region } = address;
  const lines = [line1, line2].filter(Boolean);
  const where = { lines, postalCode, city, region, country };
  return {
    ok: true,
    details: { kind, name, ...where, vatNumber: number.number, vatLookedUp: null },
  };
}

type Address = Record<AddressFieldName, string>;

function readAddress(typed: TypedDetails, country: string) {
  const address: Address = { line1: '', line2: '', postal: '', city: '', region: '' };
  const problems: FieldProblem[] = [];
  for (const { name, label, isRequired } of addressFields(country)) {
    address[name] = tidy(typed[name]);
    if (isRequired && address[name] === '') {
      problems.push({ field: name, sentence: `Write the ${inSentence(label)}.` });
    }
  }
  const postal = readPostalCode(address.postal, country);
  if (postal === null) {
    const { example } = postalCodes[country]!;
    problems.push({
      field: 'postal',
      sentence: `Write it as on letters there, such as ${example}.`,
    });
  }
  return { address: { ...address, postal: postal ?? address.postal }, problems };
}

const tooLong = (texts: Record<keyof typeof most, string>): FieldProblem[] =>
  Object.entries(most).flatMap(([field, limit]) =>
    [...texts[field as keyof typeof most]].length > limit
      ? [{ field, sentence: `Use at most ${limit} characters.` }]
      : [],
  );

const refuse = (field: string, sentence: string): ParsedDetails => ({
  ok: false,
  problems: [{ field, sentence }],
});

/** A label within a sentence: only the first letter of a word becomes small, so that a ZIP code stays one. */
const inSentence = (label: string): string =>
  label.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());

/** Runs of white space are one space; characters that are not to be seen go. */
const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .trim();

/** A postal code without the country that stands in front on letters from abroad: L-1111, SI-1000. Null: of another form. */
function readPostalCode(typed: string, country: string): string | null {
  const code = typed.toUpperCase();
  const known = postalCodes[country];
  if (code === '' || !known) return code;
  const forms = [code, code.replace(new RegExp(`^(${country}|L|FL)[\\s-]*(?=\\d)`), '')];
  return forms.find((form) => known.pattern.test(form.replace(/[\s-]/g, ''))) ?? null;
}

function readNumber(text: string, kind: BillingDetails['kind'], country: string) {
  if (text === '') return { ok: true, number: '' } as const;
  if (kind === 'person') {
    const sentence = 'Choose “Company or sole trader”, or leave this empty.';
    return { ok: false, sentence } as const;
  }
  return isMemberState(vatCountry(country))
    ? parseVatNumber(text, country)
    : ({ ok: true, number: text } as const);
}

function firstOfEach(problems: FieldProblem[]): FieldProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ field }) => !seen.has(field) && seen.add(field));
}
