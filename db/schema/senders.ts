import { sql } from 'drizzle-orm';
import {
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { AccountId, BatchId, SenderId, UserId } from '#lib/ids.ts';
import { bytea, id, moment } from './columns.ts';

export const senderKind = pgEnum('sender_kind', ['number', 'brand']);

/**
 * What an account may send from. A number is usable while its newest proof has not lapsed, a brand once it is declared.
 * Written by confirm-number and declare-brand; read by quotes and, at hand-over, by the worker.
 */
export const senders = pgTable(
  'senders',
  {
    accountId: id<AccountId>('account_id').notNull(),
    id: id<SenderId>('id').notNull(),
    kind: senderKind('kind').notNull(),
    /** E.164 or brand, sealed under the account key; identity `senders.value:<id>`. */
    valueSealed: bytea('value_sealed').notNull(),
    /** Keyed hash under the account's number-search key. */
    valueHash: bytea('value_hash').notNull(),
    /** Of a number: the same for every account, under `system/sender-numbers`, so that a STOP sent to it finds it. */
    numberHash: bytea('number_hash'),
    createdAt: moment('created_at').notNull().defaultNow(),
    createdBy: id<UserId>('created_by').notNull(),
    removedAt: moment('removed_at'),
    removedBy: id<UserId>('removed_by'),
    /** By staff, who say why; the customer reads it. Such a value cannot be declared again. */
    withdrawnReason: text('withdrawn_reason'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // One living sender per value and account.
    uniqueIndex('senders_value').on(t.accountId, t.valueHash).where(sql`${t.removedAt} is null`),
    // Whom a message from a phone is for.
    index('senders_number').on(t.numberHash).where(sql`${t.numberHash} is not null`),
  ],
);

/** That a number was the customer's own: when, by whom, until when. Written by confirm-number. */
export const senderProofs = pgTable(
  'sender_proofs',
  {
    accountId: id<AccountId>('account_id').notNull(),
    senderId: id<SenderId>('sender_id').notNull(),
    provenAt: moment('proven_at').notNull().defaultNow(),
    provenBy: id<UserId>('proven_by').notNull(),
    lapsesAt: moment('lapses_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.senderId, t.provenAt] })],
);

/** The customer's word that a brand is theirs: wording, when, who. Written by declare-brand. */
export const senderDeclarations = pgTable(
  'sender_declarations',
  {
    accountId: id<AccountId>('account_id').notNull(),
    senderId: id<SenderId>('sender_id').notNull(),
    wording: text('wording').notNull(),
    declaredAt: moment('declared_at').notNull().defaultNow(),
    declaredBy: id<UserId>('declared_by').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.senderId, t.declaredAt] })],
);

export const codePurpose = pgEnum('code_purpose', ['sender', 'recovery']);

/** One-time codes sent to numbers. Written by request-number-code, confirm-number and recovery by number. */
export const numberCodes = pgTable(
  'number_codes',
  {
    accountId: id<AccountId>('account_id').notNull(),
    id: uuid('id').notNull(),
    userId: id<UserId>('user_id').notNull(),
    purpose: codePurpose('purpose').notNull().default('sender'),
    /** E.164 sealed under the account key; identity `number_codes.number:<id>`. */
    numberSealed: bytea('number_sealed').notNull(),
    /** Under the account's number-search key: codes of this account for this number. */
    numberHash: bytea('number_hash').notNull(),
    /** Under the code-caps key: codes to this number from any account. */
    capHash: bytea('cap_hash').notNull(),
    codeHash: bytea('code_hash').notNull(),
    batchId: id<BatchId>('batch_id').notNull(),
    triesLeft: integer('tries_left').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // Growing wait and cap per account and number.
    index('number_codes_number').on(t.accountId, t.numberHash, t.createdAt),
    // Cap per number and day across accounts.
    index('number_codes_cap').on(t.capHash, t.createdAt),
  ],
);

export const optOutSource = pgEnum('opt_out_source', ['recipient', 'customer', 'staff']);

/**
 * Numbers that an account may not text again, as keyed hashes under the opt-outs key. Written by take-stop (the worker),
 * press-stop-link and record-opt-out; read by quotes and the worker.
 */
export const optOuts = pgTable(
  'opt_outs',
  {
    accountId: id<AccountId>('account_id').notNull(),
    numberHash: bytea('number_hash').notNull(),
    source: optOutSource('source').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.numberHash] })],
);

/**
 * Links with which a recipient stops an account: one per account and number, the same in every text, working until the
 * account is deleted. Written by insert-stop-links when texts with links are accepted; read by the page behind the link
 * and by nobody else.
 */
export const stopLinks = pgTable(
  'stop_links',
  {
    accountId: id<AccountId>('account_id').notNull(),
    /** As in `opt_outs`. */
    numberHash: bytea('number_hash').notNull(),
    /** Keyed hash of the token, under `system/stop-links`. */
    tokenHash: bytea('token_hash').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.numberHash] }),
    // Somebody opens a link.
    uniqueIndex('stop_links_token').on(t.tokenHash),
  ],
);
