import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { AccountId, BatchId, MessageId, QuoteId, SenderId, UserId } from '#lib/ids.ts';
import { messageStates } from '#lib/messages/status.ts';
import { bytea, id, moment, money, unsigned32 } from './columns.ts';
import { destroyedWhy } from './keys.ts';

export const messageState = pgEnum('message_state', messageStates);
export const batchKind = pgEnum('batch_kind', ['code', 'single', 'bulk', 'notice']);
export const batchSenderKind = pgEnum('batch_sender_kind', ['number', 'brand', 'service']);

/** How many messages of a batch are in each state; states without messages are absent. */
export type StateCounts = Partial<Record<(typeof messageStates)[number], number>>;

/**
 * What a customer submits: one content, one sender, one or many recipients. Written by send-messages,
 * request-number-code and take-stop; `counts`, `charged_micros` and `finished_at` by recount-batch only, and by nobody once
 * the rows of its messages go.
 */
export const batches = pgTable(
  'batches',
  {
    accountId: id<AccountId>('account_id').notNull(),
    id: id<BatchId>('id').notNull(),
    kind: batchKind('kind').notNull(),
    userId: id<UserId>('user_id').notNull(),
    /** The idempotency key: a quote becomes one batch, whoever asks how often. */
    quoteId: id<QuoteId>('quote_id'),
    senderKind: batchSenderKind('sender_kind').notNull(),
    senderId: id<SenderId>('sender_id'),
    /** The address as it was, sealed under the account key; identity `batches.sender:<id>`. */
    senderSealed: bytea('sender_sealed').notNull(),
    /**
     * Identity `batches.content:<id>`. Sealed under the key of the keyring that `content_key` names; masked content under a
     * key that is nowhere but in `content_box`.
     */
    contentSealed: bytea('content_sealed').notNull(),
    /** The key to destroy: of a period (`content/…`), or the private half of a one-time pair (`masking/…`). */
    contentKey: text('content_key').notNull(),
    /** Of masked content until it is destroyed: its key, sealed to the public half of `content_key`. */
    contentBox: bytea('content_box'),
    masked: boolean('masked').notNull().default(false),
    contentDestroyedAt: moment('content_destroyed_at'),
    contentDestroyedWhy: destroyedWhy('content_destroyed_why'),
    /** The keyring's name of the key that seals and hashes the recipients. */
    numberKey: text('number_key').notNull(),
    numbersDestroyedAt: moment('numbers_destroyed_at'),
    /** When the last row of its messages was gone; what this row says of them stays. */
    rowsRemovedAt: moment('rows_removed_at'),
    /** Whether each recipient's text ends in a link to stop. */
    stopLink: boolean('stop_link').notNull().default(false),
    recipients: integer('recipients').notNull(),
    segments: smallint('segments').notNull(),
    totalMicros: money('total_micros').notNull(),
    currency: text('currency').notNull(),
    /** The customer's statement that the recipients agreed, as it read. Null for codes and notices. */
    permissionWording: text('permission_wording'),
    acceptedAt: moment('accepted_at').notNull().defaultNow(),
    sendAt: moment('send_at'),
    validUntil: moment('valid_until').notNull(),
    cancelledAt: moment('cancelled_at'),
    cancelledBy: id<UserId>('cancelled_by'),
    counts: jsonb('counts').$type<StateCounts>().notNull(),
    chargedMicros: money('charged_micros').notNull().default(sql`0`),
    /** When the last message reached a final state. */
    finishedAt: moment('finished_at'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // Idempotent sending.
    uniqueIndex('batches_quote').on(t.accountId, t.quoteId),
    // The list of messages, newest first, without what the service itself sends.
    index('batches_list').on(t.accountId, t.id).where(sql`${t.kind} in ('single', 'bulk')`),
    // What runs out or is still under way, for the worker's expiry and recount after a start.
    index('batches_unfinished').on(t.validUntil).where(sql`${t.finishedAt} is null`),
    // Masked content that is still there, for the worker that destroys it and seals it anew.
    index('batches_masked').on(t.contentKey).where(sql`${t.contentBox} is not null`),
    // Numbers that are destroyed while the rows of their messages are still there, for remove-rows.
    index('batches_rows_going')
      .on(t.numbersDestroyedAt)
      .where(sql`${t.numbersDestroyedAt} is not null and ${t.rowsRemovedAt} is null`),
  ],
);

/**
 * One recipient of a batch. Immutable; partitioned by month of `id` (a version 7 UUID begins with its time), so that
 * what retention has emptied is dropped. No foreign keys: written in bulk by the verbs that write the batch, in the same transaction.
 */
export const messages = pgTable(
  'messages',
  {
    accountId: id<AccountId>('account_id').notNull(),
    id: id<MessageId>('id').notNull(),
    batchId: id<BatchId>('batch_id').notNull(),
    /** E.164 sealed under its batch's `number_key`; identity `messages.recipient:<id>`. */
    recipientSealed: bytea('recipient_sealed').notNull(),
    /** Keyed hash under the search key of its batch's `number_key`. */
    recipientHash: bytea('recipient_hash').notNull(),
    country: text('country').notNull(),
    segments: smallint('segments').notNull(),
    segmentMicros: money('segment_micros').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // The recipients of a batch, in order.
    index('messages_batch').on(t.accountId, t.batchId, t.id),
    // Search by number.
    index('messages_recipient').on(t.accountId, t.recipientHash, t.id),
  ],
);

/**
 * What became of a message: one narrow row, updated in place (no index on what changes, so updates stay HOT).
 * Written by the verbs of lib/messages and lib/outbox, each with one conditional UPDATE; read by the customer's pages.
 */
export const messageStatus = pgTable(
  'message_status',
  {
    accountId: id<AccountId>('account_id').notNull(),
    messageId: id<MessageId>('message_id').notNull(),
    batchId: id<BatchId>('batch_id').notNull(),
    state: messageState('state').notNull(),
    /** Why, as a key of lib/messages/reasons.ts. */
    reason: text('reason'),
    /** The network's own number for it (command_status, or `err` of a receipt), shown behind a disclosure. */
    networkCode: unsigned32('network_code'),
    acceptedParts: smallint('accepted_parts').notNull().default(0),
    /** Bit n stands for part n+1. */
    deliveredMask: smallint('delivered_mask').notNull().default(0),
    failedMask: smallint('failed_mask').notNull().default(0),
    chargedMicros: money('charged_micros').notNull().default(sql`0`),
    sentAt: moment('sent_at'),
    finalAt: moment('final_at'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.messageId] }),
    // Counting the states of a batch.
    index('message_status_batch').on(t.accountId, t.batchId),
  ],
);

/** Every answer (or none: status null) of an SMSC to one part. Insert-only; written by record-answers. */
export const attempts = pgTable(
  'attempts',
  {
    id: bigint('id', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    accountId: id<AccountId>('account_id').notNull(),
    messageId: id<MessageId>('message_id').notNull(),
    part: smallint('part').notNull(),
    providerId: integer('provider_id').notNull(),
    sessionId: bigint('session_id', { mode: 'number' }).notNull(),
    sequence: integer('sequence').notNull(),
    commandStatus: bigint('command_status', { mode: 'number' }),
    /** Normalised, see lib/outbox; not unique: providers use ids again. */
    smscMessageId: text('smsc_message_id'),
    at: moment('at').notNull().defaultNow(),
  },
  (t) => [
    // A receipt finds its message.
    index('attempts_smsc_id').on(t.providerId, t.smscMessageId),
    // The timeline of a message.
    primaryKey({ columns: [t.accountId, t.messageId, t.id] }),
  ],
);

/** Every receipt that was matched to a message. Insert-only; never with the text. Written by record-receipts. */
export const receiptEvents = pgTable(
  'receipt_events',
  {
    id: bigint('id', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    accountId: id<AccountId>('account_id').notNull(),
    messageId: id<MessageId>('message_id').notNull(),
    part: smallint('part').notNull(),
    /** SMPP 3.4 §5.2.28 message_state, 1–8. */
    stateCode: smallint('state_code').notNull(),
    errorCode: text('error_code'),
    /** The receipt's fields in its own words, without the text. */
    raw: text('raw').notNull(),
    receivedAt: moment('received_at').notNull().defaultNow(),
  },
  (t) => [
    // The timeline of a message.
    primaryKey({ columns: [t.accountId, t.messageId, t.id] }),
  ],
);
