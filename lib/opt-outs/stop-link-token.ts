import { createHmac, type KeyObject } from 'node:crypto';
import { keyedHash } from '#lib/crypto/keyed-hash.ts';
import type { AccountId } from '#lib/ids.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';

declare const stopToken: unique symbol;
/** The secret of a link to stop: twelve characters of `alphabet`. Only this file makes one. */
export type StopToken = string & { readonly [stopToken]: true };

/** Crockford's base32 in small letters: no i, l, o, u; each character one septet in the GSM alphabet. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 12;
const form = new RegExp(`^[${alphabet}]{${LENGTH}}$`);

/**
 * The token with which `number` stops the account: 60 bits of a keyed hash, the same whoever computes it and whenever, so
 * that nobody has to look it up to write it. Of a hundred million links, two are alike once in some two hundred times.
 */
export function makeStopToken(
  key: Buffer | KeyObject,
  accountId: AccountId,
  number: PhoneNumber,
): StopToken {
  const digest = createHmac('sha256', key).update(`link:${accountId}:${number}`).digest();
  let token = '';
  // Five bits of each octet.
  for (let i = 0; i < LENGTH; i++) token += alphabet.charAt(digest[i]! & 31);
  return token as StopToken;
}

/** A token of the right form, in the same length and alphabet as every other: what stands in previews and is counted. */
export const sampleToken = 'x'.repeat(LENGTH) as StopToken;

/** Reads the end of a link as people copy it by hand: in capitals too, and with the letters that look like 0 and 1. */
export function parseStopToken(typed: string): StopToken | null {
  const folded = typed.toLowerCase().replaceAll('o', '0').replace(/[il]/g, '1');
  return form.test(folded) ? (folded as StopToken) : null;
}

/** How a token is stored: a copy of the database gives no links. */
export const stopTokenHash = (key: Buffer | KeyObject, token: StopToken): Buffer =>
  keyedHash(key, `token:${token}`);
