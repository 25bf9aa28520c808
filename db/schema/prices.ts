import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { UserId } from '#lib/ids.ts';
import { id, moment, money } from './columns.ts';

/**
 * A version of the price list. Loaded by `npm run prices:load`, or proposed and confirmed by staff. Of the lists that are
 * confirmed, not withdrawn and valid at a moment, the one with the newest beginning prices new quotes.
 */
export const priceLists = pgTable(
  'price_lists',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    source: text('source').notNull(),
    currency: text('currency').notNull(),
    effectiveFrom: moment('effective_from').notNull(),
    /** Null: until another one begins. */
    effectiveUntil: moment('effective_until'),
    loadedAt: moment('loaded_at').notNull().defaultNow(),
    /** Null: loaded by the command. */
    proposedBy: id<UserId>('proposed_by'),
    /** Null: a proposal, which prices nothing. */
    confirmedAt: moment('confirmed_at').defaultNow(),
    confirmedBy: id<UserId>('confirmed_by'),
    withdrawnAt: moment('withdrawn_at'),
    withdrawnBy: id<UserId>('withdrawn_by'),
  },
  (t) => [
    // The list in effect now.
    index('price_lists_effective').on(t.effectiveFrom),
  ],
);

/** Price of one segment to the numbers that begin with `prefix` (digits without `+`). Immutable once loaded. */
export const prices = pgTable(
  'prices',
  {
    priceListId: integer('price_list_id')
      .notNull()
      .references(() => priceLists.id),
    prefix: text('prefix').notNull(),
    country: text('country').notNull(),
    destination: text('destination').notNull(),
    segmentMicros: money('segment_micros').notNull(),
  },
  (t) => [primaryKey({ columns: [t.priceListId, t.prefix] })],
);
