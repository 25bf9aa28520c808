/** The first moment of a day ('2026-10-05') in a zone, `daysLater` days after it; null when it is no day. */
export function dayStart(day: string, timeZone: string, daysLater = 0): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return null;
  const [year, month, date] = match.slice(1).map(Number) as [number, number, number];
  const wallMs = Date.UTC(year, month - 1, date + daysLater);
  if (Number.isNaN(wallMs)) return null;
  // The zone's distance at the guess; once more, because the clocks may change in between.
  const guess = wallMs - offsetMs(wallMs, timeZone);
  return new Date(wallMs - offsetMs(guess, timeZone));
}

/** How far the zone's clocks are ahead of UTC at a moment. */
function offsetMs(atMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(atMs);
  const of = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  const wallMs = Date.UTC(
    of('year'),
    of('month') - 1,
    of('day'),
    of('hour'),
    of('minute'),
    of('second'),
  );
  return wallMs - Math.floor(atMs / 1000) * 1000;
}
