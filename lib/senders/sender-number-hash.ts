import { keyedHash } from '#lib/crypto/keyed-hash.ts';
import { SENDER_NUMBERS_KEY } from '#lib/keyring/key-names.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';

/** How `senders.number_hash` has a number: alike for all accounts, because a message to it names no account. */
export async function senderNumberHash(keyring: Keyring, number: PhoneNumber): Promise<Buffer> {
  return keyedHash(await keyring.create(SENDER_NUMBERS_KEY), number);
}
