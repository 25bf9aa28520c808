// Excel in English writes 6.91E+09, in Greek or German 6,91E+09.
const rounded = /^\+?\d+([.,]\d+)?e[+-]?\d+$/i;

/**
 * What was typed as digits with or without a leading `+`, or the reason why it is no telephone number. Undoes what
 * spreadsheets and copying add: a leading apostrophe or quotes, a trailing `.0`, no-break spaces, invisible marks of
 * writing direction, full-width and Arabic digits.
 */
export function cleanTyped(
  typed: string,
): { ok: true; text: string } | { ok: false; reason: string } {
  // The usual case first: a list of 100,000 numbers is mostly this.
  if (/^\+?[1-9]\d*$/.test(typed)) return { ok: true, text: typed };
  const plain = /^\+?\d[\d ()-]*$/.test(typed) ? typed : plainCharacters(typed);
  if (plain === '') return { ok: false, reason: 'Write a telephone number.' };
  if (rounded.test(plain)) {
    return {
      ok: false,
      reason:
        'A spreadsheet has rounded this number and its last digits are lost. Format the column as text there, and paste it again.',
    };
  }
  if (!/^\+?[\d\s().\-/]*$/.test(plain)) {
    return { ok: false, reason: 'This is not a telephone number: it has letters or other signs.' };
  }
  const digits = plain.replace(/[^\d+]/g, '').replace(/^00/, '+');
  return /\d/.test(digits)
    ? { ok: true, text: digits }
    : { ok: false, reason: 'This is not a telephone number: it has no digits.' };
}

function plainCharacters(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .trim()
    .replace(/^["'‘’“”`´]+|["'‘’“”`´]+$/g, '')
    .replace(/^tel:/i, '')
    .replace(/^(\+?\d{5,})\.0+$/, '$1')
    .replace(/^\(\+/, '+(')
    .trim();
}
