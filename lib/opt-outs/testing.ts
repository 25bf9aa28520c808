import type { CustomerContext } from '#lib/context.ts';
import { STOP_LINKS_KEY } from '#lib/keyring/key-names.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { makeStopToken, type StopToken } from './stop-link-token.ts';

/** The token at the end of every text that this account sends to `number`. */
export const stopTokenOf = async (
  { keyring, actor }: CustomerContext,
  number: PhoneNumber,
): Promise<StopToken> =>
  makeStopToken(await keyring.create(STOP_LINKS_KEY), actor.accountId, number);
