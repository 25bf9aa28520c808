import { networkPrefix } from '#lib/accounts/keyed-names.ts';
import { keyedHash } from '#lib/crypto/keyed-hash.ts';
import type { UserId } from '#lib/ids.ts';
import { DEVICES_KEY } from '#lib/keyring/key-names.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';

/** `device` in words, `address` the network address from which it signs in. */
export type Device = { userId: UserId; device: string; address: string };

/** What is kept of a browser that signed in: a keyed hash of user, words and network. */
export async function deviceHashOf(
  keyring: Keyring,
  { userId, device, address }: Device,
): Promise<Buffer> {
  const key = await keyring.create(DEVICES_KEY);
  return keyedHash(key, `${userId}\n${device}\n${networkPrefix(address)}`);
}
