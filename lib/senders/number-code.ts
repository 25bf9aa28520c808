import { randomInt } from 'node:crypto';
import type { codePurpose } from '#db/schema/senders.ts';
import { deriveKey, keyedHash } from '#lib/crypto/keyed-hash.ts';
import type { AccountId, NumberCodeId } from '#lib/ids.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';

export const CODE_TRIES = 5;
export const CODE_MINUTES = 10;
const CODE_DIGITS = 6;
const DAY_MS = 86_400_000;
const WAITS_S = [30, 60, 120, 300, 900, 1800];

/** What a code is good for: a code for one thing never does the other. */
export type CodePurpose = (typeof codePurpose.enumValues)[number];

/** What a code is bound to. */
export type CodeOwner = {
  accountId: AccountId;
  codeId: NumberCodeId;
  number: PhoneNumber;
  purpose: CodePurpose;
};

/** Six digits, each code as likely as any other. */
export const newCode = (): string =>
  String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');

const derivations: Record<CodePurpose, string> = {
  sender: 'number-code',
  recovery: 'recovery-number-code',
};

/** What is kept of a code: nobody without the account's key can try the million codes against it. */
export const hashCode = (accountKey: Buffer, owner: CodeOwner, code: string): Buffer =>
  keyedHash(
    deriveKey(accountKey, derivations[owner.purpose]),
    `${owner.accountId}:${owner.codeId}:${owner.number}:${code}`,
  );

/** When the next code may follow, after `sent` codes of the last 24 hours of which the newest left at `newestAt`. */
export const nextCodeAt = (sent: number, newestAt: Date): Date =>
  new Date(newestAt.getTime() + WAITS_S[Math.min(sent, WAITS_S.length) - 1]! * 1000);

/** The start of the 24 hours in which codes are counted. */
export const codeDayStart = (): Date => new Date(Date.now() - DAY_MS);

/** When the oldest code of the last 24 hours leaves them. */
export const dayAfter = (at: Date): Date => new Date(at.getTime() + DAY_MS);

const uses: Record<CodePurpose, string> = {
  sender: 'makes this number your sender',
  recovery: 'sets a new password',
};

/** One SMS. The code comes first, so that it stands in the notification. */
export const codeText = (code: string, purpose: CodePurpose): string =>
  `${code} is your All SMS code. It ${uses[purpose]} and works for ${CODE_MINUTES} minutes. ` +
  'Give it to nobody. Not you? Ignore this.';
