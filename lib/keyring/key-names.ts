import type { AccountId, DraftId } from '#lib/ids.ts';
import type { KeyName } from './keyring.ts';

/** Seals numbers, senders and billing details of one account; its derivations hash its numbers for search. */
export const accountKeyName = (accountId: AccountId): KeyName => `account/${accountId}`;

/** Seals the content that an account sent in one month (UTC), such as `content/<account>/2026-11`. */
export const contentKeyName = (accountId: AccountId, at: Date): KeyName =>
  `content/${accountId}/${at.toISOString().slice(0, 7)}`;

/** Seals one draft and the quotes made from it; goes when the draft is sent or thrown away. `keyId` is used once. */
export const draftKeyName = (accountId: AccountId, keyId: DraftId): KeyName =>
  `draft/${accountId}/${keyId}`;

/** Hashes opted-out numbers per account. Not the account's key: opt-outs outlive the account. */
export const OPT_OUT_KEY: KeyName = 'system/opt-outs';

/** Hashes numbers that codes were sent to, for the cap per number across accounts. */
export const CODE_CAPS_KEY: KeyName = 'system/code-caps';

/** Hashes numbers that customers send from, alike for all accounts, so that a STOP sent to one finds whose it is. */
export const SENDER_NUMBERS_KEY: KeyName = 'system/sender-numbers';

/** Hashes recipients of unanswered messages, so that a receipt finds them. */
export const RECEIPT_MATCH_KEY: KeyName = 'system/receipt-match';

/** Seals the secrets of providers (SMSC passwords). */
export const PROVIDERS_KEY: KeyName = 'system/providers';
