import { randomBytes } from 'node:crypto';

declare const idOf: unique symbol;
type Id<Noun extends string> = string & { readonly [idOf]: Noun };

export type UserId = Id<'user'>;
export type AccountId = Id<'account'>;
export type SenderId = Id<'sender'>;
export type DraftId = Id<'draft'>;
export type QuoteId = Id<'quote'>;
export type BatchId = Id<'batch'>;
export type MessageId = Id<'message'>;
export type ProviderId = Id<'provider'>;
export type LedgerTransactionId = Id<'ledger transaction'>;

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

/** The id in `text`, or null if it is none: what comes from an address bar may be anything. */
export function parseId<T extends Id<string>>(text: string): T | null {
  return pattern.test(text) ? (text as T) : null;
}

/** The moment a version 7 id was made, in Unix milliseconds. */
export function idTimeMs(id: Id<string>): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
