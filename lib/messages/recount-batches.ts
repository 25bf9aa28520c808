import type { Db } from '#db/client.ts';
import type { AccountId, BatchId } from '#lib/ids.ts';
import { inTransaction, rowsOf, sqlOf } from '#lib/outbox/run-sql.ts';
import { isFinal, messageStates } from './status.ts';

export type BatchRef = { accountId: AccountId; batchId: BatchId };

const open = messageStates.filter((state) => !isFinal(state));

/**
 * Counts the states of these batches anew from their messages: `counts`, `charged_micros`, and `finished_at` once every
 * message is final. Two callers at once leave the count of the later one. Reads every message of a batch, so call it
 * after many changes and not after each. A finished batch whose numbers are destroyed stays as it is: its rows are going.
 */
export async function recountBatches(db: Db, batches: readonly BatchRef[]): Promise<void> {
  if (batches.length === 0) return;
  const accountIds = batches.map((batch) => batch.accountId);
  const batchIds = batches.map((batch) => batch.batchId);
  await inTransaction(db, async (tx) => {
    const sql = sqlOf(tx);
    // Locked before the counting statement takes its snapshot: whoever counts later has seen more.
    await rowsOf(
      'lock batches',
      sql`
      select 1 from batches b
      join unnest(${accountIds}::uuid[], ${batchIds}::uuid[]) as wanted (account_id, id)
        on b.account_id = wanted.account_id and b.id = wanted.id
      order by b.account_id, b.id for no key update of b`,
    );
    await rowsOf(
      'recount batches',
      sql`
      update batches b
      set counts = counted.counts,
          charged_micros = counted.charged,
          finished_at = case when counted.open = 0 then coalesce(b.finished_at, counted.last_at) end
      from unnest(${accountIds}::uuid[], ${batchIds}::uuid[]) as wanted (account_id, id)
      cross join lateral (
        select coalesce(jsonb_object_agg(state, n), '{}') as counts,
               coalesce(sum(charged), 0)::bigint as charged,
               coalesce(sum(n) filter (where state = any(${open}::message_state[])), 0) as open,
               max(last_at) as last_at
        from (
          select state, count(*) as n, sum(charged_micros) as charged, max(final_at) as last_at
          from message_status s
          where s.account_id = wanted.account_id and s.batch_id = wanted.id
          group by state) as by_state) as counted
      where b.account_id = wanted.account_id and b.id = wanted.id
        and (b.numbers_destroyed_at is null or b.finished_at is null)`,
    );
  });
}
