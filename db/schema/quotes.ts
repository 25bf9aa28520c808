import { boolean, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { AccountId, BatchId, DraftId, QuoteId, SenderId, UserId } from '#lib/ids.ts';
import type { Micros } from '#lib/money/micros.ts';
import { bytea, id, moment, money } from './columns.ts';

/** What a user is writing, sealed under the draft's own key (identity `drafts.body:<id>`). Written by the composer. */
export const drafts = pgTable(
  'drafts',
  {
    accountId: id<AccountId>('account_id').notNull(),
    id: id<DraftId>('id').notNull(),
    userId: id<UserId>('user_id').notNull(),
    keyName: text('key_name').notNull(),
    bodySealed: bytea('body_sealed').notNull(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // The draft a user goes on with.
    index('drafts_user').on(t.accountId, t.userId, t.updatedAt),
  ],
);

/** Price of a quote for one destination: recipients × segments × price of a segment. */
export type QuoteLine = {
  prefix: string;
  country: string;
  destination: string;
  recipients: number;
  segments: number;
  segmentMicros: Micros;
  totalMicros: Micros;
};

/**
 * A price that binds. Written by quote-send; used once by send-messages, which sets `batch_id`. Recipients and content
 * are sealed under the draft's key (identity `quotes.body:<id>`) and unreadable once the draft's key is destroyed.
 */
export const quotes = pgTable(
  'quotes',
  {
    accountId: id<AccountId>('account_id').notNull(),
    id: id<QuoteId>('id').notNull(),
    draftId: id<DraftId>('draft_id').notNull(),
    userId: id<UserId>('user_id').notNull(),
    keyName: text('key_name').notNull(),
    bodySealed: bytea('body_sealed').notNull(),
    senderId: id<SenderId>('sender_id').notNull(),
    priceListId: integer('price_list_id').notNull(),
    recipients: integer('recipients').notNull(),
    segments: integer('segments').notNull(),
    lines: jsonb('lines').$type<QuoteLine[]>().notNull(),
    totalMicros: money('total_micros').notNull(),
    currency: text('currency').notNull(),
    /** The wording of the customer's statement that the recipients agreed. */
    permissionWording: text('permission_wording').notNull(),
    sendAt: moment('send_at'),
    /** Masked for this send, although the account keeps its content. */
    masked: boolean('masked').notNull().default(false),
    /** Priced with a link to stop at the end of each text. */
    stopLink: boolean('stop_link').notNull().default(false),
    createdAt: moment('created_at').notNull().defaultNow(),
    expiresAt: moment('expires_at').notNull(),
    batchId: id<BatchId>('batch_id'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // Clean-up of quotes that ran out.
    index('quotes_expires').on(t.expiresAt),
  ],
);
