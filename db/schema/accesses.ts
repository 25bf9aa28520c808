import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type {
  AccessId,
  AccessRecordId,
  AccountId,
  BatchId,
  MessageId,
  SuspensionId,
  UserId,
} from '#lib/ids.ts';
import { id, moment } from './columns.ts';

/** Whether staff must ask before they look: each choice a row, the newest counts. Written by "Who looked"; read by ask-access. */
export const accessChoices = pgTable(
  'access_choices',
  {
    accountId: id<AccountId>('account_id').notNull(),
    at: moment('at').notNull().defaultNow(),
    askFirst: boolean('ask_first').notNull(),
    userId: id<UserId>('user_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.at] })],
);

/**
 * That a member of staff may look at a part of an account's data, why, and until when. Written by lib/accesses; read by
 * its only reader of records, by staff and by the customer's page. Kept as long as the account.
 */
export const accesses = pgTable(
  'accesses',
  {
    accountId: id<AccountId>('account_id').notNull(),
    id: id<AccessId>('id').notNull(),
    staffUserId: id<UserId>('staff_user_id').notNull(),
    staffNumber: smallint('staff_number').notNull(),
    reason: text('reason').notNull(),
    ticket: text('ticket').notNull(),
    /** The whole batch; null: the messages named. */
    batchId: id<BatchId>('batch_id'),
    messageIds: uuid('message_ids').$type<MessageId>().array(),
    minutes: smallint('minutes').notNull(),
    askedAt: moment('asked_at').notNull().defaultNow(),
    /** An answer of the customer is needed until then; null: none was asked for. */
    answerBy: moment('answer_by'),
    answeredAt: moment('answered_at'),
    answeredBy: id<UserId>('answered_by'),
    /** From when and until when records can be read; null: not yet, or refused. */
    startsAt: moment('starts_at'),
    endsAt: moment('ends_at'),
    /** Ended before its time, by whom: the member of staff, or a user of the account. */
    endedAt: moment('ended_at'),
    endedBy: id<UserId>('ended_by'),
    /** When the customer was told in the app what had been looked at. */
    toldAt: moment('told_at'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // What a member of staff has asked for.
    index('accesses_staff').on(t.staffUserId, t.askedAt),
    // Ended ones of which the customer has still to be told.
    index('accesses_untold').on(t.endsAt).where(sql`${t.toldAt} is null`),
  ],
);

/** Each record that was shown, and which of its fields. Written in the transaction that reads it, by lib/accesses alone. */
export const accessRecords = pgTable(
  'access_records',
  {
    accountId: id<AccountId>('account_id').notNull(),
    accessId: id<AccessId>('access_id').notNull(),
    id: id<AccessRecordId>('id').notNull(),
    batchId: id<BatchId>('batch_id').notNull(),
    /** Null: what all messages of the batch share. */
    messageId: id<MessageId>('message_id'),
    /** Such as `number`, `text`, `sender`. */
    fields: text('fields').array().notNull(),
    at: moment('at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.accessId, t.id] })],
);

/** That an account may send nothing, why, from when until when. Written by /admin/accounts; read by sending and by claims. */
export const suspensions = pgTable(
  'suspensions',
  {
    accountId: id<AccountId>('account_id').notNull(),
    id: id<SuspensionId>('id').notNull(),
    /** The customer reads it. */
    reason: text('reason').notNull(),
    suspendedAt: moment('suspended_at').notNull().defaultNow(),
    suspendedBy: id<UserId>('suspended_by').notNull(),
    liftedAt: moment('lifted_at'),
    liftedBy: id<UserId>('lifted_by'),
    liftReason: text('lift_reason'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // One at a time; whether an account is suspended.
    uniqueIndex('suspensions_open').on(t.accountId).where(sql`${t.liftedAt} is null`),
  ],
);
