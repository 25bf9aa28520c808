import { and, eq, isNull, sql } from 'drizzle-orm';
import { batches } from '#db/schema/messages.ts';
import { inFlight } from '#db/schema/outbox.ts';
import type { CustomerContext } from '#lib/context.ts';
import { endHold, lockHold } from '#lib/holds/open-hold.ts';
import type { BatchId } from '#lib/ids.ts';
import { settleAndRelease } from '#lib/ledger/settle-and-release.ts';
import { zero } from '#lib/money/micros.ts';
import { inTransaction } from '#lib/outbox/run-sql.ts';
import { cancelWaiting } from './cancel-waiting.ts';
import { isCustomersOwn } from './customers-own.ts';
import { recountBatches } from './recount-batches.ts';

/** `leaving`: how many were being handed over at that moment; those of them that come back are cancelled then. */
export type CancelResult =
  | { ok: true; cancelled: number; leaving: number }
  | { ok: false; sentence: string };

/**
 * Cancels what has not left of one of the customer's batches and gives back what was reserved for it, in one transaction;
 * what was held is so no more.
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
    const hold = await lockHold(tx, accountId, batchId);
    const [waiting] = await cancelWaiting(tx, accountId, batchId);
    const cancelled = waiting?.messages ?? 0;
    const leaving = await tx.$count(
      inFlight,
      and(eq(inFlight.accountId, accountId), eq(inFlight.batchId, batchId)),
    );
    if (cancelled + leaving === 0) {
      return { ok: false, sentence: 'Everything has left already, so nothing could be cancelled.' };
    }
    const releaseMicros = waiting?.micros ?? zero;
    await settleAndRelease(tx, [
      { accountId, batchId, settleMicros: zero, releaseMicros, settled: 0, released: cancelled },
    ]);
    await tx
      .update(batches)
      .set({ cancelledAt: sql`now()`, cancelledBy: ctx.actor.userId })
      .where(and(mine, isNull(batches.cancelledAt)));
    if (hold) await endHold(tx, hold, { ended: 'cancelled', by: ctx.actor.userId });
    await recountBatches(tx, [{ accountId, batchId }]);
    return { ok: true, cancelled, leaving };
  });
}
