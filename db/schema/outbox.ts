import { bigint, index, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import type { AccountId, BatchId, MessageId } from '#lib/ids.ts';
import { bytea, id, moment } from './columns.ts';

/** Lanes, the most urgent first. */
export const LANES = { code: 0, single: 1, bulk: 2 } as const;

/**
 * One row per message that may leave now. PostgreSQL is the queue: claimed by DELETE … FOR UPDATE SKIP LOCKED, woken by
 * NOTIFY on channel `outbox`. Written by send-messages, request-number-code, promote-deferred; claimed by the worker.
 */
export const outbox = pgTable(
  'outbox',
  {
    id: bigint('id', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    lane: smallint('lane').notNull(),
    accountId: id<AccountId>('account_id').notNull(),
    batchId: id<BatchId>('batch_id').notNull(),
    messageId: id<MessageId>('message_id').notNull(),
    attempt: smallint('attempt').notNull().default(0),
    queuedAt: moment('queued_at').notNull().defaultNow(),
  },
  (t) => [
    // Claiming: by lane, accounts in turn, oldest first.
    primaryKey({ columns: [t.lane, t.accountId, t.id] }),
    // Cancelling and expiring a batch.
    index('outbox_batch').on(t.accountId, t.batchId),
  ],
);

/**
 * What may not leave yet: scheduled, or waiting after a temporary refusal. promote-deferred moves it to the outbox. What is
 * held, or an account's that is suspended, is due at `infinity`: continue-batch and lift-suspension move it.
 */
export const deferred = pgTable(
  'deferred',
  {
    messageId: id<MessageId>('message_id').primaryKey(),
    lane: smallint('lane').notNull(),
    accountId: id<AccountId>('account_id').notNull(),
    batchId: id<BatchId>('batch_id').notNull(),
    attempt: smallint('attempt').notNull(),
    dueAt: moment('due_at').notNull(),
  },
  (t) => [
    // What is due.
    index('deferred_due').on(t.dueAt),
    // Cancelling and expiring a batch.
    index('deferred_batch').on(t.accountId, t.batchId),
  ],
);

/** What a worker has claimed and not yet recorded an answer for. Written by claim-messages, removed by record-answers. */
export const inFlight = pgTable(
  'in_flight',
  {
    messageId: id<MessageId>('message_id').notNull(),
    lane: smallint('lane').notNull(),
    accountId: id<AccountId>('account_id').notNull(),
    batchId: id<BatchId>('batch_id').notNull(),
    attempt: smallint('attempt').notNull(),
    /** Its id in the outbox: what did not leave goes back to its old place. */
    outboxId: bigint('outbox_id', { mode: 'number' }).notNull(),
    sessionId: bigint('session_id', { mode: 'number' }).notNull(),
    /** Its place among its session's claims in its lane: 1, 2, 3 … Up to the session's mark for that lane it may have left. */
    position: bigint('position', { mode: 'number' }).notNull(),
    claimedAt: moment('claimed_at').notNull().defaultNow(),
  },
  (t) => [
    // An answer finds its claim; what a session that ended leaves behind. In the order of arrival, so that it is cheap.
    primaryKey({ columns: [t.sessionId, t.lane, t.position] }),
  ],
);

/**
 * Messages whose SMSC never answered, so that a receipt can find them by recipient and reference. A row lives as long
 * as the message is `unknown`. Hash under `system/receipt-match`.
 */
export const unanswered = pgTable(
  'unanswered',
  {
    messageId: id<MessageId>('message_id').notNull(),
    part: smallint('part').notNull(),
    accountId: id<AccountId>('account_id').notNull(),
    batchId: id<BatchId>('batch_id').notNull(),
    providerId: integer('provider_id').notNull(),
    reference: integer('reference').notNull(),
    recipientHash: bytea('recipient_hash').notNull(),
    at: moment('at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.messageId, t.part] }),
    // A receipt with an id we never learned.
    index('unanswered_match').on(t.providerId, t.recipientHash, t.reference),
  ],
);

/** Receipts whose message is not known (yet): kept 7 days, without text. Written by record-receipts, taken by record-answers. */
export const earlyReceipts = pgTable(
  'early_receipts',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    providerId: integer('provider_id').notNull(),
    smscMessageId: text('smsc_message_id').notNull(),
    stateCode: smallint('state_code').notNull(),
    errorCode: text('error_code'),
    raw: text('raw').notNull(),
    /** Our reference, where the network gave it back: with the recipient it finds a message without an answer. */
    reference: integer('reference'),
    /** The recipient, hashed under `system/receipt-match`. */
    recipientHash: bytea('recipient_hash').notNull(),
    receivedAt: moment('received_at').notNull().defaultNow(),
  },
  (t) => [
    // An answer looks for receipts that came before it.
    index('early_receipts_smsc_id').on(t.providerId, t.smscMessageId),
    // A message that just became unknown looks for a receipt of its own.
    index('early_receipts_match').on(t.providerId, t.recipientHash, t.reference),
    // Clean-up after 7 days.
    index('early_receipts_received').on(t.receivedAt),
  ],
);
