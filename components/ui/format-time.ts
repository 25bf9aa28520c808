/** 'Europe/Athens' → 'Athens time'. */
export function zoneName(timeZone: string): string {
  if (timeZone === 'UTC' || timeZone === 'Etc/UTC') return 'UTC';
  return `${timeZone.split('/').at(-1)!.replaceAll('_', ' ')} time`;
}

/** '24 Nov 2025, 10:02', in the zone. `seconds` for timelines. */
export function formatMoment(at: Date, timeZone: string, seconds = false): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: seconds ? '2-digit' : undefined,
  }).format(at);
}

/** '24 November 2025', in the zone. */
export function formatDay(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'long' }).format(at);
}

/** '24 Nov 2025', of a calendar day such as '2025-11-24'. */
export function formatCalendarDay(day: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' },
  } as const).format(new Date(`${day}T00:00:00Z`));
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** '3 minutes ago', 'in 2 hours', 'just now'; the absolute form when it is more than six days away. */
export function formatRelative(at: Date, now: Date, timeZone: string): string {
  const away = at.getTime() - now.getTime();
  if (Math.abs(away) >= 6 * 86_400_000) return formatMoment(at, timeZone);
  for (const [unit, size] of steps) {
    if (Math.abs(away) < size) continue;
    return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(
      Math.trunc(away / size),
      unit,
    );
  }
  return away > 0 ? 'in a moment' : 'just now';
}
