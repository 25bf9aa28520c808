import { max, sql } from 'drizzle-orm';
import { featureCounts } from '#db/schema/features.ts';
import type { StaffContext } from '#lib/context.ts';
import { daysUntil } from '#lib/time/day-of.ts';
import { everyFeatureUse, type FeatureUse, propertyText } from './feature-events.ts';

export type Span = 'day' | 'week';

/** How often a feature was used. `times`: in each of the spans, the newest last; `lastDay`: null for never. */
export type FeatureLine = FeatureUse & { times: number[]; total: number; lastDay: string | null };
export type Features = {
  /** The first day (UTC) of each span: days, or weeks from Monday. */
  spans: string[];
  lines: FeatureLine[];
};

const DAYS = 30;
const WEEKS = 26;
const DAY_MS = 86_400_000;

/** How often each feature was used by those who agreed: 30 days, or 26 weeks. Those never used have a line as well. */
export async function readFeatures(
  { db }: StaffContext,
  span: Span,
  now = new Date(),
): Promise<Features> {
  const spans = spansUntil(span, now);
  const { day, event, property, times } = featureCounts;
  // Not as a parameter: PostgreSQL would take two for different expressions, and refuse to group.
  const begins =
    span === 'day'
      ? sql<string>`${day}::text`
      : sql<string>`date_trunc('week', ${day})::date::text`;
  const [counted, last] = await Promise.all([
    db
      .select({ event, property, span: begins, times: sql<number>`sum(${times})::float8` })
      .from(featureCounts)
      .where(sql`${day} >= ${spans[0]}::date`)
      .groupBy(event, property, begins),
    db
      .select({ event, property, day: max(day) })
      .from(featureCounts)
      .groupBy(event, property),
  ]);
  const lines = everyFeatureUse.map((use) => {
    const isIt = (row: { event: string; property: string }) =>
      row.event === use.event && row.property === propertyText(use);
    const mine = counted.filter(isIt);
    const perSpan = spans.map((each) => mine.find((row) => row.span === each)?.times ?? 0);
    return {
      ...use,
      times: perSpan,
      total: perSpan.reduce((a, b) => a + b, 0),
      lastDay: last.find(isIt)?.day ?? null,
    };
  });
  return { spans, lines };
}

function spansUntil(span: Span, now: Date): string[] {
  const today = now.toISOString().slice(0, 10);
  if (span === 'day') return daysUntil(today, DAYS);
  const sinceMonday = (now.getUTCDay() + 6) % 7;
  const day = (weeksAgo: number) =>
    new Date(now.getTime() - (sinceMonday + weeksAgo * 7) * DAY_MS).toISOString().slice(0, 10);
  return Array.from({ length: WEEKS }, (_, at) => day(WEEKS - 1 - at));
}
