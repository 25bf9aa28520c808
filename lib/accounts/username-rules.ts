import { foldUsername } from './fold-username.ts';

const MIN_LETTERS = 3;
const MAX_LETTERS = 32;
const alphabets = [/\p{Script=Latin}/u, /\p{Script=Greek}/u, /\p{Script=Cyrillic}/u];
// What folded names are made of: whatever else would be left is a letter that nobody can tell apart safely.
const foldedName = /^[a-z0-9._αβγδεζηθικλμνξοπρστυφχψωа-яёђєљњћџәөң-]+$/;

/** The username as it is kept and shown: composed (NFC), without spaces around it. */
export const tidyUsername = (typed: string): string => typed.normalize('NFC').trim();

/** A sentence that says what is wrong with a new username (as `tidyUsername` gives it), or null. */
export function checkUsername(username: string): string | null {
  const letters = [...username];
  if (letters.length < MIN_LETTERS || letters.length > MAX_LETTERS) {
    return `Choose a username of ${MIN_LETTERS} to ${MAX_LETTERS} characters.`;
  }
  if (!/^[\p{L}\p{M}\p{Nd}._-]+$/u.test(username)) {
    return 'Use only letters, digits, dots, underscores and hyphens, without spaces.';
  }
  const used = alphabets.filter((alphabet) => letters.some((letter) => alphabet.test(letter)));
  if (used.length > 1) return 'Use letters of one alphabet: letters that look alike are confusing.';
  if (!foldedName.test(foldUsername(username))) {
    return 'Use letters of the Latin, Greek or Cyrillic alphabet, and the digits 0 to 9.';
  }
  return null;
}
