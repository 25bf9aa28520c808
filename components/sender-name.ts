import { formatPhoneNumber } from '#lib/phone-numbers/format-phone-number.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';

/** A sender as people read it: a number in groups, a brand as it is. */
export function senderName(address: string): string {
  return /^\+\d+$/.test(address) ? formatPhoneNumber(address as PhoneNumber) : address;
}
