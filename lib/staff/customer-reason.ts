import { hasPhoneNumber, leaveNumbersOut } from '#lib/accesses/has-phone-number.ts';

const LEAST = 10;
const MOST = 500;

/** A reason as it is kept, without telephone numbers, or a sentence that says what is wrong with it. The customer reads it. */
export function parseCustomerReason(
  typed: string,
): { ok: true; reason: string } | { ok: false; sentence: string } {
  const reason = typed.trim().replaceAll(/\s+/g, ' ');
  if (hasPhoneNumber(reason)) return { ok: false, sentence: leaveNumbersOut };
  if (reason.length >= LEAST && reason.length <= MOST) return { ok: true, reason };
  return {
    ok: false,
    sentence: `Say why in ${LEAST} to ${MOST} characters: the customer reads it.`,
  };
}
