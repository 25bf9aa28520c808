import { openCountries } from '#lib/accounts/open-country.ts';
import type { CustomerContext } from '#lib/context.ts';
import { optedOutNumbers } from '#lib/opt-outs/opted-out-numbers.ts';
import { countryName } from '#lib/phone-numbers/country-name.ts';
import { formatPhoneNumber } from '#lib/phone-numbers/format-phone-number.ts';
import {
  maxRecipients,
  parseRecipients,
  type RecipientList,
} from '#lib/phone-numbers/parse-recipients.ts';
import type { CountryCode } from '#lib/phone-numbers/phone-number.ts';
import type { PriceList } from '#lib/prices/price-list.ts';
import { type PricedRecipients, priceRecipients, type Recipient } from './price-recipients.ts';
import type { QuoteProblem } from './quote-problem.ts';

export type CheckedRecipients = PricedRecipients & {
  list: RecipientList;
  /** Lines of people who opted out; they are in none of the other lists. */
  optedOut: { line: number }[];
  problems: QuoteProblem[];
};

/** Problems of one kind that are told one by one: with more countries the list itself is the problem. */
const MAX_COUNTRIES = 10;

const count = (n: number, one: string, many: string) =>
  n === 1 ? `1 ${one}` : `${n.toLocaleString('en')} ${many}`;
const problem = (sentence: string): QuoteProblem => ({ field: 'recipients', sentence });

/** Reads the list, leaves out who opted out, finds prices, and says what keeps it from being sent. */
export async function checkRecipients(
  ctx: CustomerContext & { homeCountry: CountryCode },
  input: { typed: string; prices: PriceList; segments: number },
): Promise<CheckedRecipients> {
  const list = await parseRecipients(input.typed, ctx.homeCountry);
  const numbers = list.recipients.map(({ number }) => number);
  const out = await optedOutNumbers(ctx, ctx.actor.accountId, numbers);
  const optedOut = list.recipients.filter(({ number }) => out.has(number));
  const wanted = list.recipients.filter(({ number }) => !out.has(number));
  const priced = priceRecipients(input.prices, wanted, input.segments);
  const problems = [
    ...listProblems(input.typed, list, wanted.length),
    ...priceProblems(priced.unpriced),
    ...countryProblems(priced.priced, await openCountries(ctx)),
  ];
  return { ...priced, list, optedOut: optedOut.map(({ line }) => ({ line })), problems };
}

function listProblems(typed: string, list: RecipientList, wanted: number): QuoteProblem[] {
  if (typed.trim() === '') return [problem('Write at least one number.')];
  if (list.tooMany) {
    const most = maxRecipients.toLocaleString('en');
    return [
      problem(`A send has at most ${most} recipients. Send the rest of the list afterwards.`),
    ];
  }
  if (list.recipients.length === 0) {
    const [first] = list.invalid;
    if (!first) return [problem('Write at least one number.')];
    const entries = count(list.invalid.length, 'entry', 'entries');
    const found = list.invalid.length === 1 ? 'is no number' : 'are no numbers';
    return [
      problem(`${entries} ${found} that we can send to. Line ${first.line}: ${first.reason}`),
    ];
  }
  if (wanted === 0) {
    return [problem('Everybody on this list asked not to get messages from you.')];
  }
  return [];
}

function priceProblems(unpriced: Recipient[]): QuoteProblem[] {
  return byCountry(unpriced).map(([country, recipients]) => {
    const numbers = count(recipients.length, 'number', 'numbers');
    const name = countryName(country);
    return problem(
      `There is no price for ${numbers} in ${name}, such as ${example(recipients)}. Take ${recipients.length === 1 ? 'it' : 'them'} out: we cannot send there.`,
    );
  });
}

function countryProblems(priced: Recipient[], open: CountryCode[]): QuoteProblem[] {
  const closed = priced.filter(({ country }) => !open.includes(country));
  return byCountry(closed).map(([country, recipients]) => {
    const numbers = count(recipients.length, 'number is', 'numbers are');
    const name = countryName(country);
    return {
      ...problem(
        `${numbers} in ${name}, such as ${example(recipients)}. Open ${name} to send there.`,
      ),
      openCountry: country,
    };
  });
}

/** The countries with the most recipients first. */
function byCountry(recipients: Recipient[]): [CountryCode, Recipient[]][] {
  return [...Map.groupBy(recipients, ({ country }) => country)]
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, MAX_COUNTRIES);
}

const example = ([first]: Recipient[]): string =>
  `${formatPhoneNumber(first!.number)} in line ${first!.line}`;
