/** Lower case, without accents, spaces and punctuation; all that is left of a password of punctuation is itself. */
export function foldLetters(password: string): string {
  const folded = password.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return folded.replace(/[^\p{L}\p{N}]/gu, '') || folded;
}

const letterOfDigit: Record<string, string> = {
  ...{ 0: 'o', 1: 'i', 3: 'e', 4: 'a' },
  ...{ 5: 's', 7: 't', 8: 'b' },
};
const letterOfSign: Record<string, string> = { '@': 'a', $: 's', '!': 'i', '€': 'e' };

/** Digits written for letters: `p4ssw0rd`. */
export const unspell = (text: string): string =>
  text.replace(/[0134578]/g, (digit) => letterOfDigit[digit] ?? digit);

/** Signs written for letters: `p@$$word`. */
export const unsign = (text: string): string =>
  text.replace(/[@$!€]/g, (sign) => letterOfSign[sign] ?? sign);
