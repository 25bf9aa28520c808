import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { featureCounts } from '#db/schema/features.ts';
import { type FeatureUse, propertyText } from './feature-events.ts';

/** Adds uses to the counts of a day (UTC), in one statement. Who used what is in no row. */
export async function countUses(db: Db, uses: FeatureUse[], at = new Date()): Promise<void> {
  const day = at.toISOString().slice(0, 10);
  const times = new Map<string, typeof featureCounts.$inferInsert>();
  for (const use of uses) {
    const { event } = use;
    const property = propertyText(use);
    const row = times.get(`${event} ${property}`) ?? { day, event, property, times: 0 };
    times.set(`${event} ${property}`, { ...row, times: row.times + 1 });
  }
  if (times.size === 0) return;
  // In one order, so that two processes do not wait for each other.
  const rows = [...times.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  await db
    .insert(featureCounts)
    .values(rows)
    .onConflictDoUpdate({
      target: [featureCounts.day, featureCounts.event, featureCounts.property],
      set: { times: sql`${featureCounts.times} + excluded.times` },
    });
}
