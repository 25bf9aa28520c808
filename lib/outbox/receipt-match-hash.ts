import { keyObjectOf } from '#lib/crypto/key-object.ts';
import { keyedHash } from '#lib/crypto/keyed-hash.ts';
import { RECEIPT_MATCH_KEY } from '#lib/keyring/key-names.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';

/**
 * The hash by which a receipt and a message that was never answered find each other. `number` is a recipient's, as we or
 * the network write it: with or without `+`, blanks or zeros in front.
 */
export async function receiptMatchHash(keyring: Keyring, number: string): Promise<Buffer> {
  const key = await keyring.create(RECEIPT_MATCH_KEY);
  return keyedHash(keyObjectOf(key), significantDigits(number));
}

/** What numbers have in common that are written differently: digits, without zeros in front. */
export const significantDigits = (number: string): string =>
  number.replace(/\D/g, '').replace(/^0+/, '');
