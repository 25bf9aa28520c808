import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { AccountId, BatchId, MaskingKeyId, MessageId, UserId } from '#lib/ids.ts';
import { bytea, id, moment } from './columns.ts';

export const destroyedWhy = pgEnum('destroyed_why', ['masked', 'past', 'retention', 'deletion']);
export const dataKeyKind = pgEnum('data_key_kind', ['content', 'numbers']);

/**
 * The keys that seal an account's content and recipients for a period, and when each was destroyed. The keys themselves
 * are in the keyring and never here. Written by period-key; ended by retention, "the past too" and deletion.
 */
export const dataKeys = pgTable(
  'data_keys',
  {
    accountId: id<AccountId>('account_id').notNull(),
    /** The keyring's name: a name is never used again. */
    name: text('name').notNull(),
    kind: dataKeyKind('kind').notNull(),
    /** A month or a day (UTC), such as `2026-11` or `2026-11-27`, in which the validity of its batches ends. */
    period: text('period').notNull(),
    endsAt: moment('ends_at').notNull(),
    madeAt: moment('made_at').notNull().defaultNow(),
    destroyedAt: moment('destroyed_at'),
    destroyedWhy: destroyedWhy('destroyed_why'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.name] }),
    // The one key of a period that is in use; two that need it at once meet here.
    uniqueIndex('data_keys_period')
      .on(t.accountId, t.kind, t.period)
      .where(sql`${t.destroyedAt} is null`),
    // What retention ends.
    index('data_keys_ends').on(t.kind, t.endsAt).where(sql`${t.destroyedAt} is null`),
  ],
);

/** What a customer chose for content and numbers: who, when. Append-only; written by choose-content. */
export const contentChoices = pgTable(
  'content_choices',
  {
    accountId: id<AccountId>('account_id').notNull(),
    id: bigint('id', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    userId: id<UserId>('user_id').notNull(),
    contentDays: smallint('content_days').notNull(),
    numberDays: smallint('number_days').notNull(),
    /** Everything sent before was destroyed too. */
    pastToo: boolean('past_too').notNull().default(false),
    at: moment('at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.id] })],
);

/**
 * The public halves of one-time key pairs (X25519), made and signed by the worker, each taken once by whoever seals
 * masked content. The private halves are in the workers' key folder; a row goes together with its private half.
 */
export const maskingKeys = pgTable(
  'masking_keys',
  {
    id: id<MaskingKeyId>('id').primaryKey(),
    publicKey: bytea('public_key').notNull(),
    /** Ed25519, by the worker's identity key, over id and public half. */
    signature: bytea('signature').notNull(),
    madeAt: moment('made_at').notNull().defaultNow(),
    takenAt: moment('taken_at'),
  },
  (t) => [
    // The next free one.
    index('masking_keys_free').on(t.madeAt).where(sql`${t.takenAt} is null`),
  ],
);

/**
 * Receipts of destruction, of a batch or one message: asked for by the customer, stated and signed by the worker, which
 * sees for itself that the key is gone.
 */
export const destructionReceipts = pgTable(
  'destruction_receipts',
  {
    accountId: id<AccountId>('account_id').notNull(),
    id: uuid('id').notNull(),
    batchId: id<BatchId>('batch_id').notNull(),
    messageId: id<MessageId>('message_id'),
    askedAt: moment('asked_at').notNull().defaultNow(),
    /** JSON, exactly the octets that are signed. Null until the worker has stated it. */
    statement: text('statement'),
    signature: bytea('signature'),
    signedAt: moment('signed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // One per batch and message.
    uniqueIndex('destruction_receipts_once').on(
      t.accountId,
      t.batchId,
      sql`coalesce(${t.messageId}, '00000000-0000-0000-0000-000000000000')`,
    ),
    // What waits for a signature.
    index('destruction_receipts_unsigned').on(t.askedAt).where(sql`${t.signedAt} is null`),
  ],
);
