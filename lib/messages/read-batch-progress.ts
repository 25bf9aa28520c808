import { and, eq } from 'drizzle-orm';
import { batches, type StateCounts } from '#db/schema/messages.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { BatchId } from '#lib/ids.ts';
import type { Micros } from '#lib/money/micros.ts';
import { isCustomersOwn } from './customers-own.ts';

export type BatchProgress = {
  counts: StateCounts;
  chargedMicros: Micros;
  finishedAt: Date | null;
  cancelledAt: Date | null;
};

/** How far a batch is: one row by its key, nothing opened. Null when the customer has no such batch. */
export async function readBatchProgress(
  ctx: CustomerContext,
  batchId: BatchId,
): Promise<BatchProgress | null> {
  const [row] = await ctx.db
    .select({
      counts: batches.counts,
      chargedMicros: batches.chargedMicros,
      finishedAt: batches.finishedAt,
      cancelledAt: batches.cancelledAt,
    })
    .from(batches)
    .where(
      and(eq(batches.accountId, ctx.actor.accountId), eq(batches.id, batchId), isCustomersOwn),
    );
  return row ?? null;
}
