import { randomBytes, randomInt } from 'node:crypto';

declare const idOf: unique symbol;
type Id<Noun extends string> = string & { readonly [idOf]: Noun };

export type UserId = Id<'user'>;
export type AccountId = Id<'account'>;
export type SenderId = Id<'sender'>;
export type DraftId = Id<'draft'>;
export type QuoteId = Id<'quote'>;
export type BatchId = Id<'batch'>;
export type MessageId = Id<'message'>;
export type LedgerTransactionId = Id<'ledger transaction'>;
export type NumberCodeId = Id<'number code'>;
export type MaskingKeyId = Id<'masking key'>;
export type ExportId = Id<'export'>;
export type RefundId = Id<'refund'>;
export type OrderId = Id<'order'>;
export type PaymentId = Id<'payment'>;
export type ConfirmationId = Id<'transfer confirmation'>;
export type ReversalId = Id<'reversal'>;
export type InvoiceId = Id<'invoice'>;
export type CeilingChoiceId = Id<'ceiling choice'>;
export type NoticeId = Id<'notice'>;
export type AccessId = Id<'access'>;
export type AccessRecordId = Id<'access record'>;
export type SuspensionId = Id<'suspension'>;
export type CreditProposalId = Id<'credit proposal'>;
export type ReservedWordId = Id<'reserved word'>;
export type ProviderTestId = Id<'provider test'>;
export type AnalyticsDeletionId = Id<'analytics deletion'>;

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A new UUID version 7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then 74 random bits. Sorts by time. */
export function newId<T extends Id<string>>(atMs: number = Date.now()): T {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(atMs, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as T;
}

/** Random octets behind the 26-bit counter of `newIds`. */
const TAIL_BYTES = 6;
const COUNTER_START = 2 ** 25;

/**
 * `count` (at most 2^25) version 7 ids that sort in the order in which they are returned: between the milliseconds and
 * 48 random bits stands a counter of 26 bits that starts at random (RFC 9562 §6.2, method 1).
 */
export function newIds<T extends Id<string>>(count: number, atMs: number = Date.now()): T[] {
  const time = atMs.toString(16).padStart(12, '0');
  const tails = randomBytes(count * TAIL_BYTES).toString('hex');
  const start = randomInt(COUNTER_START);
  return Array.from({ length: count }, (_, i) => {
    const counter = start + i;
    const high = (0x7000 | (counter >>> 14)).toString(16);
    const low = (0x8000 | (counter & 0x3fff)).toString(16);
    const tail = tails.slice(i * TAIL_BYTES * 2, (i + 1) * TAIL_BYTES * 2);
    return `${time.slice(0, 8)}-${time.slice(8)}-${high}-${low}-${tail}` as T;
  });
}

/** The id in `text`, or null if it is none: what comes from an address bar may be anything. */
export function parseId<T extends Id<string>>(text: string): T | null {
  return pattern.test(text) ? (text as T) : null;
}

/** The moment a version 7 id was made, in Unix milliseconds. */
export function idTimeMs(id: Id<string>): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

/** The smallest version 7 id of a moment: ids made before it sort below, ids made at it or later do not. */
export function firstIdAt<T extends Id<string>>(atMs: number): T {
  const time = Math.max(0, atMs).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000` as T;
}
