const leastDigits = 7;
const between = String.raw`[^\p{L}\p{Nd}]{0,3}`;
const run = new RegExp(String.raw`\p{Nd}(?:${between}\p{Nd}){${leastDigits - 1},}`, 'u');

/**
 * Whether a text holds what may be a telephone number: seven digits or more of any script, whatever signs stand between
 * them. Dates in digits look like one too.
 */
export const hasPhoneNumber = (text: string): boolean => run.test(text.normalize('NFKC'));

/** What is said to whoever wrote one into a reason. */
export const leaveNumbersOut =
  'Leave telephone numbers out. If it is a date, write the month as a word: 3 March 2018.';
