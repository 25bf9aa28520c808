import { index, integer, pgEnum, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { AccountId, BatchId, CeilingChoiceId, UserId } from '#lib/ids.ts';
import { id, moment, money } from './columns.ts';

export const ceilingSpan = pgEnum('ceiling_span', ['hour', 'day', 'month']);

/** In the place of a country: all destinations together. */
export const EVERYWHERE = '';

/** What a customer chose as a ceiling, and when. The newest of a country and span counts; without one, the default does. */
export const ceilingChoices = pgTable(
  'ceiling_choices',
  {
    accountId: id<AccountId>('account_id').notNull(),
    id: id<CeilingChoiceId>('id').notNull(),
    /** Two capitals, or `EVERYWHERE`. */
    country: text('country').notNull(),
    span: ceilingSpan('span').notNull(),
    /** Null: back to the default. */
    micros: money('micros'),
    userId: id<UserId>('user_id').notNull(),
    at: moment('at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // The newest of each.
    index('ceiling_choices_newest').on(t.accountId, t.country, t.span, t.id),
  ],
);

/**
 * What an account set aside for sends, by hour (UTC) and country: sums, never a number or a text. Written by
 * count-spending in the transaction that sends, under the lock of the account's balance. Forgotten when no span needs it.
 */
export const spending = pgTable(
  'spending',
  {
    accountId: id<AccountId>('account_id').notNull(),
    country: text('country').notNull(),
    hour: moment('hour').notNull(),
    micros: money('micros').notNull(),
    messages: integer('messages').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.country, t.hour] }),
    // What is older than a month and a bit.
    index('spending_hour').on(t.hour),
  ],
);

export const holdReason = pgEnum('hold_reason', ['ceiling', 'debt']);
export const holdEnd = pgEnum('hold_end', ['sent', 'cancelled', 'lapsed']);

/**
 * A batch that waits for its customer: nothing of it leaves until somebody lets it go on. Written by lib/holds; its messages
 * are in `deferred`, due at `infinity`. One row a batch, the newest hold of it.
 */
export const heldBatches = pgTable(
  'held_batches',
  {
    accountId: id<AccountId>('account_id').notNull(),
    batchId: id<BatchId>('batch_id').notNull(),
    reason: holdReason('reason').notNull(),
    /** Of a ceiling: which one. */
    country: text('country'),
    span: ceilingSpan('span'),
    heldAt: moment('held_at').notNull().defaultNow(),
    endedAt: moment('ended_at'),
    ended: holdEnd('ended'),
    endedBy: id<UserId>('ended_by'),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.batchId] })],
);
