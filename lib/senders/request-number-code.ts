import type { CustomerContext } from '#lib/context.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';

export type RequestCodeResult =
  | { ok: true; codeId: string; number: PhoneNumber; expiresAt: Date; nextAllowedAt: Date }
  | { ok: false; sentence: string; retryAt?: Date };

export async function requestNumberCode(
  _ctx: CustomerContext,
  _input: { typed: string },
): Promise<RequestCodeResult> {
  throw new Error('being written');
}
