import { deriveKey, keyedHash } from '#lib/crypto/keyed-hash.ts';
import { env } from '#lib/env.ts';

const MARK_BYTES = 4;

/** The pepper that new hashes are made with, and, while it is replaced, the other one. */
export const peppers = (): [Buffer, ...Buffer[]] => {
  const { PASSWORD_PEPPER, PASSWORD_PEPPER_PREVIOUS } = env;
  return PASSWORD_PEPPER_PREVIOUS ? [PASSWORD_PEPPER, PASSWORD_PEPPER_PREVIOUS] : [PASSWORD_PEPPER];
};

/** Stands before a hash and tells with which pepper it was made, and nothing else about it. Four octets. */
export const pepperMark = (pepper: Buffer): Buffer =>
  keyedHash(deriveKey(pepper, 'pepper-mark'), '').subarray(0, MARK_BYTES);
