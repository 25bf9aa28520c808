const local = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?$/;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MAX_DAYS = 30;

export type SendTime = { ok: true; sendAt: Date | null } | { ok: false; sentence: string };

/**
 * Reads the value of a datetime-local field as a time in `timeZone` (IANA). Empty is null: as soon as possible; so is the
 * minute that has just begun. Refused: the past, more than 30 days ahead, and times that the change of clocks leaves out.
 * Of an hour that comes twice the first is meant.
 */
export function parseSendTime(typed: string, timeZone: string, now = new Date()): SendTime {
  if (typed.trim() === '') return { ok: true, sendAt: null };
  const wallMs = readWallClock(typed.trim());
  if (wallMs === null) return refuse('Write the time as a date and a time of day.');
  const sendAt = inZone(wallMs, timeZone);
  if (!sendAt) {
    return refuse('This time does not exist: the clocks go forward. Choose one an hour later.');
  }
  const aheadMs = sendAt.getTime() - now.getTime();
  if (aheadMs < -MINUTE_MS) return refuse('This time has passed. Choose a later one, or none.');
  if (aheadMs > MAX_DAYS * DAY_MS) return refuse('Choose a time within the next 30 days.');
  return { ok: true, sendAt: aheadMs > 0 ? sendAt : null };
}

function refuse(sentence: string): SendTime {
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
