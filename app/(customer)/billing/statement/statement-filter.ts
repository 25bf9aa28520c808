import { type BatchId, parseId } from '#lib/ids.ts';
import { lineKinds } from '#lib/ledger/line-kinds.ts';
import type { StatementFilter } from '#lib/ledger/read-statement.ts';
import { dayStart } from '#lib/time/day-start.ts';

/** The query of the address, each at most once. */
export type StatementQuery = {
  before?: string;
  kind?: string;
  from?: string;
  to?: string;
  batch?: string;
};

const names = ['before', 'kind', 'from', 'to', 'batch'] as const;

export function readQuery(params: Record<string, string | string[] | undefined>): StatementQuery {
  const query: StatementQuery = {};
  for (const name of names) {
    const value = params[name];
    if (typeof value === 'string' && value !== '') query[name] = value;
  }
  return query;
}

/** The filter that a query means; what cannot be read in it filters nothing. Days are those of the customer's zone. */
export function readFilter(query: StatementQuery, timeZone: string): StatementFilter {
  return {
    kind: lineKinds.find((one) => one === query.kind),
    from: (query.from && dayStart(query.from, timeZone)) || undefined,
    to: (query.to && dayStart(query.to, timeZone, 1)) || undefined,
    batchId: (query.batch && parseId<BatchId>(query.batch)) || undefined,
  };
}

/** The line before which a page begins. */
export function readBefore({ before }: StatementQuery): number | undefined {
  const line = Number(before ?? Number.NaN);
  return Number.isSafeInteger(line) && line > 0 ? line : undefined;
}
