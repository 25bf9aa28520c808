import { parsePhoneNumber } from './phone-number.ts';

/** One thing between separators, and the line (from 1) that it stands on. */
export type Entry = { line: number; typed: string };

// A comma before digits and E+ is the decimal comma of a rounded spreadsheet number, not a separator.
const separators = /[;\t，；、،؛]|,(?!\d+E\+?\d)/i;

/** Cuts a pasted list at lines, commas, semicolons and tabs; spaces are left to `splitWords`. Lazily, in order. */
export function* splitEntries(list: string): Generator<Entry> {
  let line = 0;
  for (const text of list.split(/\r\n|\n|\r/)) {
    line++;
    for (const piece of separators.test(text) ? text.split(separators) : [text]) {
      const typed = piece.trim();
      if (typed !== '') yield { line, typed };
    }
  }
}

/** So many words are tried as groups of numbers; a longer run of short words is no list that a person reads either. */
const maxWords = 12;
/** A word with so many digits is a number by itself; shorter ones are groups of a number. */
const wholeNumberDigits = 7;
/** Shorter and longer runs of digits are no number (E.164: 15, and a prefix), which saves asking. */
const plausibleDigits = { least: 4, most: 18 };

/**
 * Spaces stand inside numbers and between them. For an entry that is no valid number as a whole (the caller has asked:
 * '+30 691 234 5678' is one number), the rule in this order:
 * 1. `+` begins a number; each run from one `+` to the next is read by itself, as a whole first.
 * 2. Words of seven digits and more are numbers of their own: '6912345678 6987654321'.
 * 3. Shorter words: if they can be put together into valid numbers in exactly one way, that is it:
 *    '691 234 5678 698 765 4321'.
 * 4. Otherwise it stays together, and is refused with its reason.
 */
export function splitWords(typed: string, homeCountry: string): string[] {
  if (!/\s/.test(typed)) return [typed];
  return typed.split(/\s+(?=\+)/).flatMap((run) => splitRun(run, homeCountry));
}

function splitRun(run: string, homeCountry: string): string[] {
  const words = run.split(/\s+/);
  if (words.length === 1 || isNumber(run, homeCountry)) return [run];
  if (words.every((word) => digitsIn(word) >= wholeNumberDigits)) return words;
  if (words.length > maxWords) return [run];
  const groupings = groupingsFrom(words, 0, homeCountry, new Map());
  return groupings.length === 1 ? groupings[0]! : [run];
}

/** The ways to put the words from `from` on together into valid numbers, at most two: two are already too many. */
function groupingsFrom(
  words: string[],
  from: number,
  homeCountry: string,
  known: Map<number, string[][]>,
): string[][] {
  if (from === words.length) return [[]];
  const found: string[][] = known.get(from) ?? [];
  if (known.has(from)) return found;
  for (let to = from + 1; to <= words.length && found.length < 2; to++) {
    const group = words.slice(from, to).join(' ');
    if (!isNumber(group, homeCountry)) continue;
    const rests = groupingsFrom(words, to, homeCountry, known);
    found.push(...rests.map((rest) => [group, ...rest]));
  }
  known.set(from, found);
  return found;
}

const digitsIn = (text: string): number => text.replace(/\D/g, '').length;

function isNumber(typed: string, homeCountry: string): boolean {
  const digits = digitsIn(typed);
  if (digits < plausibleDigits.least || digits > plausibleDigits.most) return false;
  return parsePhoneNumber(typed, homeCountry).ok;
}
