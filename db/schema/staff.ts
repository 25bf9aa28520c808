import { sql } from 'drizzle-orm';
import {
  bigint,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type {
  AccountId,
  CreditProposalId,
  ProviderTestId,
  ReservedWordId,
  UserId,
} from '#lib/ids.ts';
import { users } from './accounts.ts';
import { bytea, id, moment, money, unsigned32 } from './columns.ts';

export const staffRole = pgEnum('staff_role', ['support', 'finance', 'admin']);

/** What a member of staff may do, and the number by which customers know them. Written by /admin/staff and staff:create; read at each request of theirs. */
export const staffMembers = pgTable(
  'staff_members',
  {
    userId: id<UserId>('user_id')
      .primaryKey()
      .references(() => users.id),
    /** Shown to customers in the place of a name; never given again. */
    number: integer('number').generatedAlwaysAsIdentity().notNull(),
    role: staffRole('role').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    createdBy: id<UserId>('created_by'),
    /** From then on they cannot sign in. */
    endedAt: moment('ended_at'),
    endedBy: id<UserId>('ended_by'),
  },
  (t) => [unique('staff_members_number').on(t.number)],
);

/** Non-disclosure agreements on record. Written by /admin/staff and staff:create; read at each request of staff. */
export const staffNdas = pgTable(
  'staff_ndas',
  {
    userId: id<UserId>('user_id')
      .notNull()
      .references(() => users.id),
    version: text('version').notNull(),
    signedOn: date('signed_on').notNull(),
    /** The name as signed, sealed under `system/staff`; identity `staff_ndas.name:<user>:<version>`. */
    nameSealed: bytea('name_sealed').notNull(),
    recordedAt: moment('recorded_at').notNull().defaultNow(),
    /** Null: by a command on the server. */
    recordedBy: id<UserId>('recorded_by'),
  },
  (t) => [primaryKey({ columns: [t.userId, t.version] })],
);

/**
 * What staff did, in the transaction in which they did it. Append-only by a trigger and by the rights of its owner.
 * Written by noteStaffAct; read by /admin/log. Ids, counts and states: never a text, a number or a name.
 */
export const staffLog = pgTable(
  'staff_log',
  {
    id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
    at: moment('at').notNull().defaultNow(),
    userId: id<UserId>('user_id').notNull(),
    action: text('action').notNull(),
    accountId: id<AccountId>('account_id'),
    /** The id of what was acted on. */
    subject: text('subject'),
    facts: jsonb('facts').$type<Record<string, string | number | boolean>>().notNull(),
  },
  (t) => [
    index('staff_log_user').on(t.userId, t.id),
    index('staff_log_account').on(t.accountId, t.id).where(sql`${t.accountId} is not null`),
    index('staff_log_action').on(t.action, t.id),
  ],
);

/** What the contract says about the operator, as staff changed it: the newest of each name counts, before the setting. */
export const operatorFacts = pgTable(
  'operator_facts',
  {
    name: text('name').notNull(),
    value: text('value').notNull(),
    at: moment('at').notNull().defaultNow(),
    userId: id<UserId>('user_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.name, t.at] })],
);

/** Brands that nobody may declare, beside RESERVED_SENDERS. Written by /admin/senders; read by check-brand. */
export const reservedWords = pgTable(
  'reserved_words',
  {
    id: id<ReservedWordId>('id').primaryKey(),
    word: text('word').notNull(),
    /** Folded as brands are compared. */
    wordKey: text('word_key').notNull(),
    addedAt: moment('added_at').notNull().defaultNow(),
    addedBy: id<UserId>('added_by').notNull(),
    removedAt: moment('removed_at'),
    removedBy: id<UserId>('removed_by'),
  },
  (t) => [uniqueIndex('reserved_words_word').on(t.wordKey).where(sql`${t.removedAt} is null`)],
);

/** Credit above a limit that waits for a second member of staff. Written and read by /admin/accounts. */
export const creditProposals = pgTable(
  'credit_proposals',
  {
    accountId: id<AccountId>('account_id').notNull(),
    id: id<CreditProposalId>('id').notNull(),
    micros: money('micros').notNull(),
    reason: text('reason').notNull(),
    idempotencyKey: text('idempotency_key').notNull(),
    proposedAt: moment('proposed_at').notNull().defaultNow(),
    proposedBy: id<UserId>('proposed_by').notNull(),
    confirmedAt: moment('confirmed_at'),
    confirmedBy: id<UserId>('confirmed_by'),
    withdrawnAt: moment('withdrawn_at'),
    withdrawnBy: id<UserId>('withdrawn_by'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    uniqueIndex('credit_proposals_once').on(t.accountId, t.idempotencyKey),
    // What waits.
    index('credit_proposals_waiting')
      .on(t.proposedAt)
      .where(sql`${t.confirmedAt} is null and ${t.withdrawnAt} is null`),
  ],
);

/** A test message of staff through one provider. Written by /admin/providers; a worker hands it over and writes what came back. */
export const providerTests = pgTable(
  'provider_tests',
  {
    id: id<ProviderTestId>('id').primaryKey(),
    provider: text('provider').notNull(),
    askedBy: id<UserId>('asked_by').notNull(),
    /** E.164 sealed under `system/staff`; identity `provider_tests.number:<id>`. Emptied when it has ended. */
    numberSealed: bytea('number_sealed').notNull(),
    askedAt: moment('asked_at').notNull().defaultNow(),
    /** Claimed once: a worker that dies with it leaves it without an answer, and nobody sends it again. */
    claimedAt: moment('claimed_at'),
    endedAt: moment('ended_at'),
    /** `accepted`, `refused`, `no-answer` or `not-connected`. */
    outcome: text('outcome'),
    commandStatus: unsigned32('command_status'),
    smscMessageId: text('smsc_message_id'),
  },
  (t) => [
    index('provider_tests_waiting').on(t.provider, t.askedAt).where(sql`${t.claimedAt} is null`),
  ],
);
