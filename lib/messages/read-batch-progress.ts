import type { StateCounts } from '#db/schema/messages.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { BatchId } from '#lib/ids.ts';
import type { Micros } from '#lib/money/micros.ts';

export type BatchProgress = {
  counts: StateCounts;
  chargedMicros: Micros;
  finishedAt: Date | null;
  cancelledAt: Date | null;
};

export async function readBatchProgress(
  _ctx: CustomerContext,
  _batchId: BatchId,
): Promise<BatchProgress | null> {
  throw new Error('being written');
}
