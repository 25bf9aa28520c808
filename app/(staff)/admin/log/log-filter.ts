import { type AccountId, parseId } from '#lib/ids.ts';
import type { StaffLogFilter } from '#lib/staff/list-staff-log.ts';
import { dayStart } from '#lib/time/day-start.ts';

/** The query of the address, each at most once. */
export type LogQuery = Partial<Record<(typeof names)[number], string>>;

const names = ['before', 'by', 'act', 'account', 'from', 'to'] as const;

export function readQuery(params: Record<string, string | string[] | undefined>): LogQuery {
  const query: LogQuery = {};
  for (const name of names) {
    const value = params[name];
    if (typeof value === 'string' && value.trim() !== '') query[name] = value.trim();
  }
  return query;
}

/** The filter that a query means. Null: it names what cannot be, such as half an account id, so nothing fits it. */
export function readFilter(query: LogQuery, timeZone: string): StaffLogFilter | null {
  const filter = {
    number: query.by ? wholeNumber(query.by) : undefined,
    action: query.act,
    accountId: query.account ? parseId<AccountId>(query.account.toLowerCase()) : undefined,
    from: query.from ? dayStart(query.from, timeZone) : undefined,
    until: query.to ? dayStart(query.to, timeZone, 1) : undefined,
    before: query.before ? wholeNumber(query.before) : undefined,
  };
  return isReadable(filter) ? filter : null;
}

type Read = { [Name in keyof StaffLogFilter]: StaffLogFilter[Name] | null };

const isReadable = (filter: Read): filter is StaffLogFilter =>
  Object.values(filter).every((value) => value !== null);

const wholeNumber = (text: string): number | null =>
  /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
