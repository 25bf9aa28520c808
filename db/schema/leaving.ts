import { sql } from 'drizzle-orm';
import {
  bigint,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { AccountId, ExportId, RefundId, UserId } from '#lib/ids.ts';
import { bytea, id, moment, money } from './columns.ts';

export const exportState = pgEnum('export_state', [
  'waiting',
  'running',
  'ready',
  'failed',
  'gone',
]);

/** Archives of everything of an account, asked for by a customer, built in the background, there for 24 hours. */
export const exports = pgTable(
  'exports',
  {
    accountId: id<AccountId>('account_id').notNull(),
    id: id<ExportId>('id').notNull(),
    userId: id<UserId>('user_id').notNull(),
    state: exportState('state').notNull().default('waiting'),
    /** Records written so far, and how many there are. */
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    /** Octets of the finished archive. */
    size: bigint('size', { mode: 'number' }).notNull().default(0),
    /** The keyring's name of the archive's own key, another for each attempt: whoever has an older one writes nothing. */
    keyName: text('key_name').notNull(),
    /** How many of the account's data keys were destroyed when it was begun: one more, and it holds what must be gone. */
    destroyedKeys: integer('destroyed_keys').notNull().default(0),
    askedAt: moment('asked_at').notNull().defaultNow(),
    readyAt: moment('ready_at'),
    goesAt: moment('goes_at'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // One at a time.
    uniqueIndex('exports_open').on(t.accountId).where(sql`${t.state} in ('waiting', 'running')`),
    // What has been there long enough.
    index('exports_going').on(t.goesAt).where(sql`${t.state} = 'ready'`),
  ],
);

/** The archive, in pieces sealed under its own key (identity `export_parts:<export>:<part>`). */
export const exportParts = pgTable(
  'export_parts',
  {
    accountId: id<AccountId>('account_id').notNull(),
    exportId: id<ExportId>('export_id').notNull(),
    part: integer('part').notNull(),
    sealed: bytea('sealed').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.exportId, t.part] })],
);

/** That an account was deleted, and what that did. Holds nothing that says whose it was. */
export const accountDeletions = pgTable(
  'account_deletions',
  {
    accountId: id<AccountId>('account_id').primaryKey(),
    deletedAt: moment('deleted_at').notNull().defaultNow(),
    /** SHA-256 of the token in the address of the certificate: its holder may read it, signed in or not. */
    certificateHash: bytea('certificate_hash').notNull(),
    /** Messages that had not left and were cancelled. */
    cancelledMessages: integer('cancelled_messages').notNull(),
    balanceMicros: money('balance_micros').notNull(),
    currency: text('currency').notNull(),
    /** JSON, exactly the octets that are signed. Null until the worker has seen that every key is gone. */
    statement: text('statement'),
    signature: bytea('signature'),
    signedAt: moment('signed_at'),
    /** When the last row of the account was gone. */
    rowsGoneAt: moment('rows_gone_at'),
  },
  (t) => [
    // The certificate behind an address.
    uniqueIndex('account_deletions_certificate').on(t.certificateHash),
    // What still has rows.
    index('account_deletions_open').on(t.deletedAt).where(sql`${t.rowsGoneAt} is null`),
  ],
);

/** Money to be paid back by staff. Where to, is sealed under a key of its own that goes once it is paid. */
export const refundRequests = pgTable(
  'refund_requests',
  {
    accountId: id<AccountId>('account_id').notNull(),
    id: id<RefundId>('id').notNull(),
    micros: money('micros').notNull(),
    currency: text('currency').notNull(),
    keyName: text('key_name').notNull(),
    /** Identity `refund_requests.details:<id>`. */
    detailsSealed: bytea('details_sealed').notNull(),
    askedAt: moment('asked_at').notNull().defaultNow(),
    paidAt: moment('paid_at'),
    paidBy: id<UserId>('paid_by'),
    note: text('note'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // What staff have to do.
    index('refund_requests_open').on(t.askedAt).where(sql`${t.paidAt} is null`),
  ],
);

/** Usernames of deleted accounts, as hashes under `system/former-usernames`: nobody can take them for a year. */
export const formerUsernames = pgTable(
  'former_usernames',
  {
    usernameHash: bytea('username_hash').primaryKey(),
    freeAt: moment('free_at').notNull(),
  },
  (t) => [index('former_usernames_free').on(t.freeAt)],
);
