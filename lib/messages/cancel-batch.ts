import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { batches } from '#db/schema/messages.ts';
import { inFlight } from '#db/schema/outbox.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { BatchId } from '#lib/ids.ts';
import { settleAndRelease } from '#lib/ledger/settle-and-release.ts';
import { micros, zero } from '#lib/money/micros.ts';
import { inTransaction } from '#lib/outbox/run-sql.ts';
import { isCustomersOwn } from './customers-own.ts';
import type { Reason } from './reasons.ts';
import { recountBatches } from './recount-batches.ts';

/** `leaving`: how many were being handed over at that moment; those of them that come back are cancelled then. */
export type CancelResult =
  | { ok: true; cancelled: number; leaving: number }
  | { ok: false; sentence: string };

/**
 * Cancels what has not left of one of the customer's batches and gives back what was reserved for it, in one transaction.
 * A message goes to whoever takes its place in the queue first: this or a worker, never both.
 */
export async function cancelBatch(ctx: CustomerContext, batchId: BatchId): Promise<CancelResult> {
  const { accountId } = ctx.actor;
  return inTransaction(ctx.db, async (tx): Promise<CancelResult> => {
    const mine = and(eq(batches.accountId, accountId), eq(batches.id, batchId));
    const [batch] = await tx
      .select({ finishedAt: batches.finishedAt })
      .from(batches)
      .where(and(mine, isCustomersOwn));
    if (!batch) return { ok: false, sentence: 'There is no such message.' };
    // What is due moves from the deferred to the outbox, never back while nobody has claimed it: so in this order.
    const deferred = await cancelWaiting(tx, ctx, batchId, sql`deferred`);
    const queued = await cancelWaiting(tx, ctx, batchId, sql`outbox`);
    const cancelled = deferred.messages + queued.messages;
    const leaving = await tx.$count(
      inFlight,
      and(eq(inFlight.accountId, accountId), eq(inFlight.batchId, batchId)),
    );
    if (cancelled + leaving === 0) {
      return { ok: false, sentence: 'Everything has left already, so nothing could be cancelled.' };
    }
    const releaseMicros = micros(deferred.micros + queued.micros);
    await settleAndRelease(tx, [
      { accountId, batchId, settleMicros: zero, releaseMicros, settled: 0, released: cancelled },
    ]);
    await tx
      .update(batches)
      .set({ cancelledAt: sql`now()`, cancelledBy: ctx.actor.userId })
      .where(and(mine, isNull(batches.cancelledAt)));
    await recountBatches(tx, [{ accountId, batchId }]);
    return { ok: true, cancelled, leaving };
  });
}

const reason: Reason = 'cancelled';

/** Takes the batch's places out of one of the two queues and ends those messages. */
async function cancelWaiting(
  tx: Db,
  ctx: CustomerContext,
  batchId: BatchId,
  queue: ReturnType<typeof sql>,
): Promise<{ messages: number; micros: number }> {
  const { accountId } = ctx.actor;
  const [ended] = await tx.execute<{ messages: string; micros: string }>(sql`
    with gone as (
      delete from ${queue} where account_id = ${accountId} and batch_id = ${batchId}
      returning message_id),
    ended as (
      update message_status s set state = 'cancelled', reason = ${reason}, final_at = now()
      from gone
      where s.account_id = ${accountId} and s.batch_id = ${batchId}
        and s.message_id = gone.message_id and s.state = 'queued'
      returning s.message_id)
    select count(*) as messages, coalesce(sum(m.segments * m.segment_micros), 0) as micros
    from ended join messages m on m.account_id = ${accountId} and m.id = ended.message_id`);
  return { messages: Number(ended!.messages), micros: Number(ended!.micros) };
}
