import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import type { AccountId, BatchId } from '#lib/ids.ts';
import { type Micros, micros, sum, zero } from '#lib/money/micros.ts';
import type { Reason } from './reasons.ts';

/** What of a batch was cancelled: how many messages, and what they had reserved. */
export type CancelledBatch = { batchId: BatchId; messages: number; micros: Micros };

const reason: Reason = 'cancelled';

/**
 * Takes what has not left out of both queues and ends it as cancelled, in the caller's transaction: of one batch, or of
 * everything that the account sends (null). What they had reserved is the caller's to release. A message goes to whoever
 * takes its place in the queue first: this or a worker, never both.
 */
export async function cancelWaiting(
  tx: Db,
  accountId: AccountId,
  batchId: BatchId | null,
): Promise<CancelledBatch[]> {
  const cancelled = new Map<BatchId, CancelledBatch>();
  // What is due moves from the deferred to the outbox, never back while nobody has claimed it: so in this order.
  for (const queue of [sql`deferred`, sql`outbox`]) {
    const rows = await tx.execute<{ batch_id: BatchId; messages: string; micros: string }>(sql`
      with gone as (
        delete from ${queue}
        where account_id = ${accountId} and ${batchId ? sql`batch_id = ${batchId}` : sql`true`}
        returning batch_id, message_id),
      ended as (
        update message_status s set state = 'cancelled', reason = ${reason}, final_at = now()
        from gone
        where s.account_id = ${accountId} and s.batch_id = gone.batch_id
          and s.message_id = gone.message_id and s.state = 'queued'
        returning s.batch_id, s.message_id)
      select ended.batch_id, count(*) as messages, sum(m.segments * m.segment_micros) as micros
      from ended join messages m on m.account_id = ${accountId} and m.id = ended.message_id
      group by ended.batch_id`);
    for (const row of rows) {
      const before = cancelled.get(row.batch_id);
      cancelled.set(row.batch_id, {
        batchId: row.batch_id,
        messages: (before?.messages ?? 0) + Number(row.messages),
        micros: sum(before?.micros ?? zero, micros(Number(row.micros))),
      });
    }
  }
  return [...cancelled.values()];
}
