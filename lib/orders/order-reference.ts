import { randomInt } from 'node:crypto';

const LENGTH = 12;

/**
 * A new creditor reference (ISO 11649): RF, two check digits, and 12 random digits, such as `RF45123456789012`. Digits only:
 * of them the check finds every single mistake and every two that changed places.
 */
export function newOrderReference(): string {
  const body = Array.from({ length: LENGTH }, () => randomInt(10)).join('');
  return `RF${checkDigits(body)}${body}`;
}

/**
 * The reference in what somebody typed or pasted from a bank's statement: spaces and case do not matter. Null when the
 * check digits are wrong, so that a slip of the hand finds no other order.
 */
export function parseOrderReference(typed: string): string | null {
  const text = typed.replace(/[\s-]/g, '').toUpperCase();
  const [, digits, body] = /^RF(\d\d)([0-9A-Z]{1,21})$/.exec(text) ?? [];
  return digits && body && checkDigits(body) === digits ? text : null;
}

/** As people read it: in groups of four. */
export const writeOrderReference = (reference: string): string =>
  reference.replace(/.{4}(?=.)/g, '$& ');

/** ISO 7064 MOD 97-10: letters are 10 to 35. */
function checkDigits(body: string): string {
  const digits = [...`${body}RF00`].map((letter) => Number.parseInt(letter, 36)).join('');
  return String(98n - (BigInt(digits) % 97n)).padStart(2, '0');
}
