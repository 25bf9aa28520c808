import { parseLocalTime } from '#lib/time/parse-local-time.ts';

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
  const time = parseLocalTime(typed, timeZone);
  if (!time.ok) return time;
  const sendAt = time.at;
  const aheadMs = sendAt.getTime() - now.getTime();
  if (aheadMs < -MINUTE_MS) return refuse('This time has passed. Choose a later one, or none.');
  if (aheadMs > MAX_DAYS * DAY_MS) return refuse('Choose a time within the next 30 days.');
  return { ok: true, sendAt: aheadMs > 0 ? sendAt : null };
}

function refuse(sentence: string): SendTime {
  return { ok: false, sentence };
}
