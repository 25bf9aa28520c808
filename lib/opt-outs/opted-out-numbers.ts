import type { Ground } from '#lib/context.ts';
import type { AccountId } from '#lib/ids.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';

export async function optedOutNumbers(
  _ground: Ground,
  _accountId: AccountId,
  _numbers: PhoneNumber[],
): Promise<Set<PhoneNumber>> {
  throw new Error('being written');
}
