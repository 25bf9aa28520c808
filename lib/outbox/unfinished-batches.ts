import type { WorkerContext } from '#lib/context.ts';
import type { BatchRef } from '#lib/messages/recount-batches.ts';
import { rowsOf, sqlOf } from './run-sql.ts';

/** Batches that are not finished and not merely waiting for their time, at most 5,000: to be counted after a start. */
export function unfinishedBatches(ctx: WorkerContext): Promise<BatchRef[]> {
  return rowsOf<BatchRef>(
    'unfinished batches',
    sqlOf(ctx.db)`
    select account_id as "accountId", id as "batchId" from batches
    where finished_at is null and (send_at is null or send_at <= now())
    order by valid_until limit 5000`,
  );
}
