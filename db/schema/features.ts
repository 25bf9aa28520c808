import { sql } from 'drizzle-orm';
import { bigint, date, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { AnalyticsDeletionId } from '#lib/ids.ts';
import { bytea, id, moment } from './columns.ts';

/** How often a feature was used on a day by those who agreed. Counts of events in a fixed list: no person, no account. */
export const featureCounts = pgTable(
  'feature_counts',
  {
    /** UTC. */
    day: date('day').notNull(),
    event: text('event').notNull(),
    /** `name=value` of its enumerated property, or empty. */
    property: text('property').notNull(),
    times: bigint('times', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.event, t.property] })],
);

/** Random ids whose deletion is still to be asked of Mixpanel. Written on withdrawal; the row goes when Mixpanel has taken it. */
export const analyticsDeletions = pgTable(
  'analytics_deletions',
  {
    id: id<AnalyticsDeletionId>('id').primaryKey(),
    /** The random id, sealed under `system/analytics`; identity `analytics_deletions.visitor:<id>`. */
    visitorSealed: bytea('visitor_sealed').notNull(),
    askedAt: moment('asked_at').notNull().defaultNow(),
    attempts: integer('attempts').notNull().default(0),
    nextAt: moment('next_at').notNull().default(sql`now()`),
  },
  (t) => [index('analytics_deletions_next').on(t.nextAt)],
);
