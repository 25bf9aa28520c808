import { createRequire } from 'node:module';
import { join } from 'node:path';
import { foldLetters, unspell } from './fold-letters.ts';

type Lists = { whole: Set<string>; commonest: Set<string> };
// Bundled routes have a copy of this module each; the lists belong to the process.
const kept = globalThis as typeof globalThis & { allsmsCommonPasswords?: Lists };

/** So many at the top of the list are what longer common passwords are put together from. */
const COMMONEST = 5_000;
const MIN_PIECE_LETTERS = 4;

/** What folding leaves as it is: nearly all of the lists. */
const isPlain = /^[a-z]+$/;

/**
 * Whether `letters` (as `foldLetters` gives them, digits read as letters or not) are a password of the lists of
 * zxcvbn-ts: 49,000 that were found in leaks, the commonest English words, and names. Reads the lists at the first call:
 * about 0.2 s and 25 MB, on the server only.
 */
export const isCommonPassword = (letters: string): boolean => lists().whole.has(unspell(letters));

/** Whether a word is one of the commonest passwords of four letters or more: others are put together from such. */
export const isCommonestPassword = (word: string): boolean => lists().commonest.has(word);

function lists(): Lists {
  kept.allsmsCommonPasswords ??= readLists();
  return kept.allsmsCommonPasswords;
}

function readLists(): Lists {
  // Not imported: who never checks a new password never loads them, and no bundler can put them into a page.
  const require = createRequire(join(process.cwd(), 'package.json'));
  const common =
    require('@zxcvbn-ts/language-common') as typeof import('@zxcvbn-ts/language-common');
  const english = require('@zxcvbn-ts/language-en') as typeof import('@zxcvbn-ts/language-en');
  const leaked = common.dictionary['passwords-common'];
  const whole = new Set<string>();
  for (const list of [leaked, ...Object.values(english.dictionary)]) {
    for (const entry of list) {
      const word = String(entry);
      whole.add(isPlain.test(word) ? word : unspell(foldLetters(word)));
    }
  }
  const commonest = leaked
    .slice(0, COMMONEST)
    .map(String)
    .filter((word) => word.length >= MIN_PIECE_LETTERS && isPlain.test(word));
  return { whole, commonest: new Set(commonest) };
}
