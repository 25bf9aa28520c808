const leastDigits = 7;
const between = String.raw`[\s().,/_\-–·]{0,3}`;
const run = new RegExp(String.raw`\p{Nd}(?:${between}\p{Nd}){${leastDigits - 1},}`, 'u');

/**
 * Whether a text holds what may be a telephone number: seven digits or more of any script, grouped or not. Dates in digits
 * look like one too.
 */
export const hasPhoneNumber = (text: string): boolean => run.test(text.normalize('NFKC'));
