import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max';
import { parseMoney } from '#lib/money/parse-money.ts';
import type { Price } from './price-list.ts';
import { remarkIn } from './remark-in.ts';

/** `line` counts from 1, comments and header included, as an editor shows it. */
export type PriceProblem = { line: number; sentence: string };

export const priceCsvHeader = 'prefix,country,destination,price';

/**
 * Reads a price list: the header `prefix,country,destination,price`, then a line for each prefix, such as
 * `30,GR,Greece,0.042`. The price is in units of the currency with at most six decimals. Empty lines and lines that begin
 * with `#` are skipped. Every line is checked, and every wrong one is named. A list that says in a comment that it is in
 * another currency (ISO 4217) than `currency` is refused.
 */
export function readPriceCsv(
  csv: string,
  currency?: string,
): { ok: true; prices: Price[] } | { ok: false; problems: PriceProblem[] } {
  const prices: Price[] = [];
  const problems: PriceProblem[] = [];
  const lineOf = new Map<string, number>();
  let headerSeen = false;
  const said = remarkIn(csv, 'currency')?.toUpperCase();
  if (currency && said && said !== currency) {
    const sentence = `This list is in ${said}, and prices here are in ${currency}.`;
    return { ok: false, problems: [{ line: lineOfRemark(csv), sentence }] };
  }
  for (const [index, text] of csv
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = index + 1;
    if (text.trim() === '' || text.startsWith('#')) continue;
    const fields = splitFields(text);
    if (!headerSeen) {
      headerSeen = true;
      if (fields?.join(',').toLowerCase() === priceCsvHeader) continue;
      return {
        ok: false,
        problems: [{ line, sentence: `The first line must be ${priceCsvHeader}.` }],
      };
    }
    const price = fields ? readPrice(fields) : 'A quote is not closed.';
    const earlier = typeof price === 'string' ? undefined : lineOf.get(price.prefix);
    if (typeof price === 'string') problems.push({ line, sentence: price });
    else if (earlier)
      problems.push({ line, sentence: `This prefix is in line ${earlier} already.` });
    else {
      prices.push(price);
      lineOf.set(price.prefix, line);
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  if (prices.length > 0) return { ok: true, prices };
  return { ok: false, problems: [{ line: 1, sentence: 'There is no price in this file.' }] };
}

/** The price in the fields of one line, or the sentence that says what is wrong. */
function readPrice(fields: string[]): Price | string {
  if (fields.length !== 4) return `There must be four fields, and there are ${fields.length}.`;
  const [prefix, country, destination, amount] = fields as [string, string, string, string];
  if (!/^[1-9]\d{0,14}$/.test(prefix)) return 'The prefix must be 1 to 15 digits, without + or 00.';
  if (!isSupportedCountry(country))
    return 'The country must be a code of two capitals, such as GR.';
  const callingCode = getCountryCallingCode(country);
  if (!prefix.startsWith(callingCode)) {
    return `The prefix must begin with ${callingCode}, the code of ${country}.`;
  }
  if (destination === '' || destination.length > 80 || /\p{Cc}/u.test(destination)) {
    return 'The destination must have 1 to 80 characters.';
  }
  const segmentMicros = /^\d+(\.\d{1,6})?$/.test(amount) ? parseMoney(amount) : null;
  if (segmentMicros === null) return 'The price must be an amount such as 0.042.';
  if (segmentMicros === 0) return 'The price must be more than zero.';
  return { prefix, country, destination, segmentMicros };
}

const lineOfRemark = (csv: string): number =>
  csv.split(/\r\n|\n|\r/).findIndex((text) => remarkIn(text, 'currency')) + 1;

/** The fields of one line of CSV (RFC 4180 without line breaks inside quotes), or null for an open quote. */
function splitFields(text: string): string[] | null {
  const fields: string[] = [];
  const field = /("(?:[^"]|"")*"|[^",]*)(,|$)/y;
  while (field.lastIndex <= text.length) {
    const match = field.exec(text);
    if (!match) return null;
    const value = match[1]!;
    fields.push((value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value).trim());
    if (match[2] === '') return fields;
  }
  return fields;
}
