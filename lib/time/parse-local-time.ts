const local = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?$/;
const DAY_MS = 86_400_000;

export type LocalTime = { ok: true; at: Date } | { ok: false; sentence: string };

/**
 * Reads the value of a datetime-local field, to the minute, as a time in `timeZone` (IANA). Refused: what is no date and
 * time, and times that the change of clocks leaves out. Of an hour that comes twice the first is meant.
 */
export function parseLocalTime(typed: string, timeZone: string): LocalTime {
  const wallMs = readWallClock(typed.trim());
  if (wallMs === null) {
    return { ok: false, sentence: 'Write the time as a date and a time of day.' };
  }
  const at = inZone(wallMs, timeZone);
  if (at) return { ok: true, at };
  const sentence = 'This time does not exist: the clocks go forward. Choose one an hour later.';
  return { ok: false, sentence };
}

/** What the clock on the wall shows, as if it hung in UTC; null for what is no date. */
function readWallClock(typed: string): number | null {
  const match = local.exec(typed);
  if (!match) return null;
  const [year, month, day, hour, minute] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (hour > 23 || minute > 59) return null;
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() : null;
}

/** The first moment at which the wall clock of the zone shows `wallMs`. The offsets a day before and after are tried. */
function inZone(wallMs: number, timeZone: string): Date | null {
  const shown = new Intl.DateTimeFormat('en', {
    ...{ timeZone, hourCycle: 'h23', era: 'short' },
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' },
  });
  const wallAt = (ms: number): number => {
    const parts = Object.fromEntries(
      shown.formatToParts(ms).map(({ type, value }) => [type, Number(value)]),
    ) as Record<string, number>;
    return Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!, parts.minute!);
  };
  const moments = [wallMs - DAY_MS, wallMs + DAY_MS]
    .map((near) => wallMs - (wallAt(near) - near))
    .filter((ms) => wallAt(ms) === wallMs);
  return moments.length > 0 ? new Date(Math.min(...moments)) : null;
}
