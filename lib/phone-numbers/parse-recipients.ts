import { maxRecipients } from './max-recipients.ts';
import {
  type CountryCode,
  type ParsedPhoneNumber,
  type PhoneNumber,
  parsePhoneNumber,
} from './phone-number.ts';
import { splitEntries, splitWords } from './split-recipients.ts';

export { maxRecipients } from './max-recipients.ts';

/** What was understood of a pasted list. Lines count from 1; each list is in the order of the text. */
export type RecipientList = {
  recipients: { number: PhoneNumber; country: CountryCode; line: number }[];
  repaired: { line: number; typed: string; number: PhoneNumber }[];
  invalid: { line: number; typed: string; reason: string }[];
  duplicates: { line: number; number: PhoneNumber; firstLine: number }[];
  tooMany: boolean;
};

/** Reading stops here, so that a list of one number pasted a million times does not fill the memory. */
const maxEntries = 2 * maxRecipients;
const sliceMs = 20;

/**
 * Reads a typed or pasted list of telephone numbers; `homeCountry` is for those without a country code. Separators: lines,
 * commas, semicolons, tabs, and spaces by the rule of `splitWords`. Each number once, at its first line. `tooMany`: more
 * than `maxRecipients` different numbers (or twice as many entries); what was read until then is returned. Lets other work
 * run every 20 ms.
 */
export async function parseRecipients(
  typed: string,
  homeCountry: CountryCode,
): Promise<RecipientList> {
  const list: RecipientList = {
    recipients: [],
    repaired: [],
    invalid: [],
    duplicates: [],
    tooMany: false,
  };
  const firstLines = new Map<PhoneNumber, number>();
  let entries = 0;
  let sliceEnd = performance.now() + sliceMs;
  for (const { line, typed: entry } of splitEntries(typed)) {
    for (const found of readEntry(entry, homeCountry)) {
      if (++entries > maxEntries || !add(list, firstLines, line, found)) {
        return { ...list, tooMany: true };
      }
    }
    if (performance.now() < sliceEnd) continue;
    await new Promise((resolve) => setTimeout(resolve));
    sliceEnd = performance.now() + sliceMs;
  }
  return list;
}

type Found = { typed: string; parsed: ParsedPhoneNumber };

/** The number of an entry, or its numbers where spaces stand between them. Lazily: one line may hold 100,000. */
function* readEntry(typed: string, homeCountry: CountryCode): Generator<Found> {
  const parsed = parsePhoneNumber(typed, homeCountry);
  const words = parsed.ok ? [typed] : splitWords(typed, homeCountry);
  for (const word of words) {
    yield { typed: word, parsed: word === typed ? parsed : parsePhoneNumber(word, homeCountry) };
  }
}

/** Puts one number into the part of the list where it belongs; false when there is no room for another recipient. */
function add(
  list: RecipientList,
  firstLines: Map<PhoneNumber, number>,
  line: number,
  { typed, parsed }: Found,
): boolean {
  if (!parsed.ok) {
    list.invalid.push({ line, typed, reason: runTogether(typed) ?? parsed.reason });
    return true;
  }
  const { number, country } = parsed;
  const firstLine = firstLines.get(number);
  if (firstLine !== undefined) {
    list.duplicates.push({ line, number, firstLine });
    return true;
  }
  if (list.recipients.length === maxRecipients) return false;
  firstLines.set(number, line);
  list.recipients.push({ number, country, line });
  if (parsed.repaired) list.repaired.push({ line, typed, number });
  return true;
}

/** For an entry that must be several numbers, which spaces alone do not tell apart; E.164 has at most 15 digits. */
function runTogether(typed: string): string | undefined {
  const isSeveral = /\d\s+\d/.test(typed) && typed.replace(/\D/g, '').length > 15;
  return isSeveral ? 'These numbers run into each other: write each on its own line.' : undefined;
}
