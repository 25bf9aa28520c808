import type { KeyObject } from 'node:crypto';
import { keyedHash } from '#lib/crypto/keyed-hash.ts';
import type { AccountId } from '#lib/ids.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';

/** How an opted-out number is stored. The account is part of it, so that rows of two accounts cannot be compared. */
export const optOutHash = (
  key: Buffer | KeyObject,
  accountId: AccountId,
  number: PhoneNumber,
): Buffer => keyedHash(key, `${accountId}:${number}`);
