import { isCommonestPassword, isCommonPassword } from './common-passwords.ts';
import { commonPhrases } from './common-phrases.ts';
import { commonPieces } from './common-pieces.ts';
import { foldLetters, unsign, unspell } from './fold-letters.ts';
import { foldUsername } from './fold-username.ts';

/** What a password must be at least, by whether something else is asked for beside it: characters, and their worth. */
const least = { alone: { characters: 15, worth: 10 }, besideFactor: { characters: 8, worth: 6 } };
const MAX_BYTES = 256;
// A common word, a keyboard run or a year is worth three characters that nobody can foresee: guessing programs know them.
const PIECE_WORTH = 3;
const MIN_DIFFERENT_CHARACTERS = 5;

const TOO_COMMON =
  'That password is too easy to guess: programs that guess know such words, runs and repetitions. Add unrelated words, or take the passphrase we offer.';

/**
 * A sentence that says what is wrong with a new password, or null. 15 characters at least, 8 beside a second factor;
 * 256 octets of UTF-8 at most, no rules of composition; refused when common, repeated, a run of keys, or when it contains
 * the username (NIST SP 800-63B §3.1.1.2).
 */
export function checkPassword(
  password: string,
  username: string,
  standing: keyof typeof least = 'alone',
): string | null {
  const { characters, worth } = least[standing];
  if ([...password].length < characters) {
    return `Use at least ${characters} characters: a few unrelated words make a good password.`;
  }
  if (Buffer.byteLength(password) > MAX_BYTES) {
    return `Use at most ${MAX_BYTES} octets: about ${MAX_BYTES} letters without accents.`;
  }
  const name = foldUsername(username);
  if (name && foldUsername(password).includes(name)) {
    return 'The password must not contain your username.';
  }
  const spellings = [password, unsign(password)].map(foldLetters);
  return spellings.some((letters) => isCommon(letters, worth)) ? TOO_COMMON : null;
}

const isCommon = (letters: string, worth: number): boolean =>
  worthOf(letters) < worth ||
  withoutDecoration(letters).some(
    (bare) => isRepeated(bare) || phrases.has(unspell(bare)) || isCommonPassword(bare),
  );

function isRepeated(letters: string): boolean {
  if (new Set(letters).size < MIN_DIFFERENT_CHARACTERS) return true;
  for (let period = 1; period <= letters.length / 2; period++) {
    if (letters === letters.slice(0, period).repeat(letters.length).slice(0, letters.length)) {
      return true;
    }
  }
  return false;
}

const phrases = new Set(commonPhrases.map(unspell));

/** The letters as they are and without one to six digits before or behind: the usual decoration. */
function withoutDecoration(letters: string): string[] {
  const bare = [letters];
  for (let digits = 1; digits <= 6; digits++) {
    if (/^\d+$/.test(letters.slice(-digits))) bare.push(letters.slice(0, -digits));
    if (/^\d+$/.test(letters.slice(0, digits))) bare.push(letters.slice(digits));
  }
  return bare;
}

const pieces = new Set(commonPieces);
const MAX_PIECE_LETTERS = 16;
const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const columns = [
  'qwertzuiop',
  'azertyuiop',
  'qsdfghjklm',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb',
];
const runs = [...rows, ...columns].flatMap((run) => [run, [...run].reverse().join('')]);

function isPiece(text: string): boolean {
  return (
    pieces.has(text) ||
    pieces.has(unspell(text)) ||
    isCommonestPassword(unspell(text)) ||
    /^(.)\1{2,}$/u.test(text) ||
    /^(19|20)\d\d$/.test(text) ||
    (text.length >= 3 && runs.some((run) => run.includes(text)))
  );
}

/**
 * How many unforeseeable characters the password is worth: the cheapest way to put it together from single characters
 * (1 each, 0 for repeating the last one) and common pieces (`PIECE_WORTH` each, 1 for one that was used before).
 */
function worthOf(letters: string): number {
  const text = [...letters];
  const cheapest: { worth: number; used: string[] }[] = [{ worth: 0, used: [] }];
  for (let end = 1; end <= text.length; end++) {
    const before = cheapest[end - 1]!;
    let best = { ...before, worth: before.worth + (text[end - 1] === text[end - 2] ? 0 : 1) };
    for (let start = Math.max(0, end - MAX_PIECE_LETTERS); start <= end - 2; start++) {
      const piece = text.slice(start, end).join('');
      const from = cheapest[start]!;
      if (from.worth >= best.worth || !isPiece(piece)) continue;
      const worth = from.worth + (from.used.includes(piece) ? 1 : PIECE_WORTH);
      if (worth < best.worth) best = { worth, used: [...from.used, piece] };
    }
    cheapest.push(best);
  }
  return cheapest.at(-1)!.worth;
}
