import { type BatchId, parseId, type SenderId } from '#lib/ids.ts';
import type { BatchFilter } from '#lib/messages/list-batches.ts';
import { messageStates } from '#lib/messages/status.ts';
import { dayStart } from '#lib/time/day-start.ts';

/** The query of the address, each at most once. */
export type BatchQuery = {
  before?: string;
  state?: string;
  sender?: string;
  from?: string;
  to?: string;
};

type SearchParams = Record<string, string | string[] | undefined>;
const names = ['before', 'state', 'sender', 'from', 'to'] as const;

export function readQuery(params: SearchParams): BatchQuery {
  const query: BatchQuery = {};
  for (const name of names) {
    const value = params[name];
    if (typeof value === 'string' && value !== '') query[name] = value;
  }
  return query;
}

/** The filter that a query means; what cannot be read in it filters nothing. Days are those of the customer's zone. */
export function readFilter(query: BatchQuery, timeZone: string): BatchFilter {
  const before = query.before ? parseId<BatchId>(query.before) : null;
  const senderId = query.sender ? parseId<SenderId>(query.sender) : null;
  const state = messageStates.find((one) => one === query.state);
  const from = query.from ? dayStart(query.from, timeZone) : null;
  const to = query.to ? dayStart(query.to, timeZone, 1) : null;
  return {
    ...(before ? { before } : {}),
    ...(senderId ? { senderId } : {}),
    ...(state ? { state } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
}
