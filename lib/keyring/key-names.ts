import type { AccountId, DraftId, ExportId, MaskingKeyId, RefundId } from '#lib/ids.ts';
import type { KeyName } from './keyring.ts';

/** Seals the senders of one account; its derivation hashes its own numbers. */
export const accountKeyName = (accountId: AccountId): KeyName => `account/${accountId}`;

/**
 * Seals content, or seals and hashes recipients, of one account for a month or a day (UTC), such as
 * `content/<account>/2026-11-<nonce>`. `nonce` is an id of its own: a name is never used again, and says when it was made.
 */
export const dataKeyName = (
  kind: 'content' | 'numbers',
  accountId: AccountId,
  period: string,
  nonce: string,
): KeyName => `${kind}/${accountId}/${period}-${nonce}`;

/** The private half of a one-time pair. In the worker's own keyring only. */
export const maskingKeyName = (keyId: MaskingKeyId): KeyName => `masking/${keyId}`;

/** Seals one draft and the quotes made from it; goes when the draft is sent or thrown away. `keyId` is used once. */
export const draftKeyName = (accountId: AccountId, keyId: DraftId): KeyName =>
  `draft/${accountId}/${keyId}`;

/** Seals one archive of an account's data; goes after 24 hours. `attempt` makes it another for each try to build it. */
export const exportKeyName = (accountId: AccountId, exportId: ExportId, attempt: string): KeyName =>
  `export/${accountId}/${exportId}-${attempt}`;
/** Seals where a balance is to be paid back to; goes when it is paid. Not the account's key: it outlives the account. */
export const refundKeyName = (refundId: RefundId): KeyName => `refund/${refundId}`;

/** Seals the billing details of an account and those in its orders: nothing else has to do with them. */
export const billingKeyName = (accountId: AccountId): KeyName => `billing/${accountId}`;

/** Seals the invoices of a year. Not the account's: the law keeps invoices for years after an account has gone. */
export const invoicesKeyName = (year: number): KeyName => `invoices/${year}`;

/** Hashes opted-out numbers per account. Not the account's key: opt-outs outlive the account. */
export const OPT_OUT_KEY: KeyName = 'system/opt-outs';

/** Makes the links with which recipients stop an account, and hashes them. Without it those in texts lead nowhere. */
export const STOP_LINKS_KEY: KeyName = 'system/stop-links';

/** Hashes usernames of deleted accounts, so that nobody takes them for a year. */
export const FORMER_USERNAMES_KEY: KeyName = 'system/former-usernames';

/** Hashes numbers that codes were sent to, for the cap per number across accounts. */
export const CODE_CAPS_KEY: KeyName = 'system/code-caps';

/** Hashes numbers that customers send from, alike for all accounts, so that a STOP sent to one finds whose it is. */
export const SENDER_NUMBERS_KEY: KeyName = 'system/sender-numbers';

/** Hashes recipients of unanswered messages, so that a receipt finds them. */
export const RECEIPT_MATCH_KEY: KeyName = 'system/receipt-match';

/** Seals what is kept about staff: names on agreements, secrets of authenticator apps, numbers of test messages. */
export const STAFF_KEY: KeyName = 'system/staff';

/** Hashes the browsers from which users sign in, so that a new one is noticed. */
export const DEVICES_KEY: KeyName = 'system/devices';

/** Seals the random ids whose deletion is still to be asked of Mixpanel. */
export const ANALYTICS_KEY: KeyName = 'system/analytics';

/** Seals the secrets of providers (SMSC passwords). */
export const PROVIDERS_KEY: KeyName = 'system/providers';
