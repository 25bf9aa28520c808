const formats = new Map<string, Intl.DateTimeFormat>();

/** The day on which a moment falls in a zone, as YYYY-MM-DD. */
export function dayOf(at: Date, timeZone: string): string {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  formats.set(timeZone, format);
  return format.format(at);
}

/** So many days (YYYY-MM-DD) in a row, the last of them `last`. */
export function daysUntil(last: string, count: number): string[] {
  const [year, month, day] = last.split('-').map(Number) as [number, number, number];
  return Array.from({ length: count }, (_, at) =>
    new Date(Date.UTC(year, month - 1, day - count + 1 + at)).toISOString().slice(0, 10),
  );
}
