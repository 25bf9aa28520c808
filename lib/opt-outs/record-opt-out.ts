import type { CustomerContext } from '#lib/context.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';

export async function recordOptOut(
  _ctx: CustomerContext,
  _input: { number: PhoneNumber; source: 'customer' },
): Promise<void> {
  throw new Error('being written');
}
