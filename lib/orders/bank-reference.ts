const MIN = 3;
const MAX = 40;

/**
 * The number of a line of the bank's statement as the books keep it: capitals without spaces, so that the same line is the
 * same however it is typed. Null for anything else than letters, digits and `-/.`, 3 to 40 of them with a digit: no names.
 */
export function parseBankReference(typed: string): string | null {
  const text = typed.replace(/\s/g, '').toUpperCase();
  const isNumber = /^[A-Z0-9][A-Z0-9./-]*$/.test(text) && /\d/.test(text);
  return isNumber && text.length >= MIN && text.length <= MAX ? text : null;
}

/** What a wrong one is answered with. */
export const bankReferenceSentence =
  'Write the number of the line on the bank’s statement: letters, digits, and no name.';

/** What a payment or a refund by transfer is booked under: a line of the statement is booked once. */
export const bankLine = (bankReference: string): string => `bank:${bankReference}`;
