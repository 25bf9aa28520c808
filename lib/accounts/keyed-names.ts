import { deriveKey, keyedHash } from '#lib/crypto/keyed-hash.ts';
import { pepperMark, peppers } from './peppers.ts';

/** What a stolen database must not give away is kept as a hash under a key derived from the pepper, one per purpose. */
function hashFor(purpose: string, value: string, pepper = peppers()[0]): Buffer {
  return keyedHash(deriveKey(pepper, purpose), value);
}

/** The key of a throttle, such as `sign-in`, `account`, `anna`. */
export const throttleKey = (purpose: string, kind: string, value: string): Buffer =>
  hashFor('throttle', `${purpose}\n${kind}\n${value}`);

/** A network address from which a user has signed in. Differs from user to user, so that rows cannot be joined. */
export const knownAddressHash = (userId: string, address: string): Buffer =>
  hashFor('known-address', `${userId}\n${addressBlock(address)}`);

/** The proof that the download of an archive was opened in a session, until `end`. */
export const copyPassHash = (exportId: string, sessionHash: Buffer, end: string): Buffer =>
  hashFor('copy-pass', `${exportId}\n${sessionHash.toString('base64')}\n${end}`);

/** A recovery code as it is kept: the mark of the pepper, and a hash under it. */
export const recoveryCodeHash = (code: string, pepper = peppers()[0]): Buffer =>
  Buffer.concat([pepperMark(pepper), hashFor('recovery-code', code, pepper)]);

/** A recovery code as it may be kept: with any pepper there is, and without a mark, as earlier versions wrote it. */
export const recoveryCodeHashes = (code: string): Buffer[] =>
  peppers().flatMap((pepper) => [
    recoveryCodeHash(code, pepper),
    hashFor('recovery-code', code, pepper),
  ]);

/**
 * What one visitor can change at will is one: an IPv6 address counts by its /64 (RFC 6177: a site has at least that),
 * an IPv4 address, also written within IPv6, by itself.
 */
export function addressBlock(address: string): string {
  const plain = address.toLowerCase().replace(/%.*$/, '');
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/.exec(plain);
  if (v4) return v4[1]!;
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length);
  const whole = [...groups, ...Array<string>(zeros).fill('0'), ...after];
  return whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** The network that an address belongs to, roughly: the first three octets of IPv4, the first 48 bits of IPv6. */
export function networkPrefix(address: string): string {
  const block = addressBlock(address);
  const separator = block.includes(':') ? ':' : '.';
  return block.split(separator).slice(0, 3).join(separator);
}
