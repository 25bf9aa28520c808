import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment, money } from './columns.ts';

/** A version of the price list. Written by `npm run prices:load`; the newest that is in effect prices new quotes. */
export const priceLists = pgTable(
  'price_lists',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    source: text('source').notNull(),
    currency: text('currency').notNull(),
    effectiveFrom: moment('effective_from').notNull(),
    loadedAt: moment('loaded_at').notNull().defaultNow(),
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
