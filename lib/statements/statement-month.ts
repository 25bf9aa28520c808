import { businessDay } from '#lib/billing/business-day.ts';
import { env } from '#lib/env.ts';
import { dayStart } from '#lib/time/day-start.ts';

/** A calendar month in the operator's zone, the zone of the invoices: its name such as 2026-11, and when it is. */
export type StatementMonth = { name: string; startsAt: Date; endsAt: Date };

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** The month of that name, or null when it is none. */
export function statementMonth(name: string): StatementMonth | null {
  const [, year, month] = MONTH.exec(name) ?? [];
  if (!year || !month) return null;
  const startsAt = dayStart(`${name}-01`, env.TIME_ZONE);
  const next = new Date(Date.UTC(Number(year), Number(month), 1)).toISOString().slice(0, 10);
  const endsAt = dayStart(next, env.TIME_ZONE);
  return startsAt && endsAt && { name, startsAt, endsAt };
}

/** The name of the month that a moment is in. */
export const monthNameOf = (at: Date): string => businessDay(at).slice(0, 7);

/** '2026-11' → 'November 2026'. */
export const monthWords = (name: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(
    new Date(`${name}-01T00:00:00Z`),
  );
