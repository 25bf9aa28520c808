import { hasPhoneNumber, leaveNumbersOut } from './has-phone-number.ts';

export type Checked = { text: string } | { sentence: string };

const [leastReason, mostReason, mostTicket] = [20, 500, 40];
/** Different letters: fewer make no words. */
const leastLetters = 5;

/** Why somebody needs to look, on one line; or what is wrong with it. The customer reads it. */
export function checkReason(typed: string): Checked {
  const text = onOneLine(typed);
  const { length } = [...text];
  if (length < leastReason) {
    return { sentence: 'Say why in 20 characters or more. The customer reads it.' };
  }
  if (new Set(text.toLowerCase().match(/\p{L}/gu)).size < leastLetters) {
    return { sentence: 'Say why in words. The customer reads it.' };
  }
  if (length > mostReason) return { sentence: 'Say it in 500 characters or less.' };
  if (hasPhoneNumber(text)) {
    return { sentence: leaveNumbersOut };
  }
  return { text };
}

/** The ticket that it is for; or what is wrong with it. */
export function checkTicket(typed: string): Checked {
  const text = onOneLine(typed);
  if (text === '') return { sentence: 'Write the ticket that this is for.' };
  if ([...text].length > mostTicket) return { sentence: 'A ticket has 40 characters at most.' };
  if (!/^[\p{L}\p{Nd}#][\p{L}\p{Nd}#._/-]*$/u.test(text) || hasPhoneNumber(text)) {
    return { sentence: 'Write the ticket as letters and at most six digits, such as HELP-1234.' };
  }
  return { text };
}

/** Without what cannot be seen, which could hide a number or turn the words of the page around. */
const onOneLine = (typed: string): string =>
  typed
    .normalize('NFC')
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
