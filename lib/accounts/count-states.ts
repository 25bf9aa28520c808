import { sql } from 'drizzle-orm';
import type { StaffContext } from '#lib/context.ts';
import { type AccountId, type BatchId, firstIdAt } from '#lib/ids.ts';
import { type MessageState, messageStates } from '#lib/messages/status.ts';

export type StateCount = { state: MessageState; messages: number };

const DAY_MS = 86_400_000;

/** How many of the messages that an account sent in the last `days` are in each state: counts only, none of it zero. */
export async function countStatesOf(
  { db }: StaffContext,
  accountId: AccountId,
  days: number,
): Promise<StateCount[]> {
  const since = firstIdAt<BatchId>(Date.now() - days * DAY_MS);
  const rows = await db.execute<StateCount>(sql`
    select c.key as state, sum(c.value::int)::int as messages
    from batches b cross join lateral jsonb_each_text(b.counts) as c
    where b.account_id = ${accountId} and b.id >= ${since} and b.kind in ('single', 'bulk')
    group by c.key`);
  const counts = new Map(rows.map(({ state, messages }) => [state, messages]));
  return messageStates
    .map((state) => ({ state, messages: counts.get(state) ?? 0 }))
    .filter(({ messages }) => messages > 0);
}
