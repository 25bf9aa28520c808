/** What a ceiling counts in. All three are those of UTC, so that changing the time zone of an account empties none. */
export const spans = ['hour', 'day', 'month'] as const;
export type Span = (typeof spans)[number];

/** The beginning of the span that `at` is in: a full hour, midnight, or the first of a month, in UTC. */
export function spanStart(span: Span, at: Date): Date {
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  if (span === 'month') return new Date(Date.UTC(year, month));
  const [day, hour] = [at.getUTCDate(), at.getUTCHours()];
  return new Date(Date.UTC(year, month, day, span === 'hour' ? hour : 0));
}

/** When that span is over and the next one begins, which has used nothing. */
export function spanEnd(span: Span, at: Date): Date {
  const start = spanStart(span, at);
  const [year, month, day] = [start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate()];
  if (span === 'month') return new Date(Date.UTC(year, month + 1));
  if (span === 'day') return new Date(Date.UTC(year, month, day + 1));
  return new Date(start.getTime() + 3_600_000);
}
