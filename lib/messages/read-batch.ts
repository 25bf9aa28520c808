import type { CustomerContext } from '#lib/context.ts';
import type { BatchId } from '#lib/ids.ts';
import type { BatchSummary } from './list-batches.ts';

export type BatchView = BatchSummary & {
  /** Null when the content has been destroyed. */
  text: string | null;
  validUntil: Date;
  permissionWording: string | null;
  /** Whether something has not left yet, so that cancelling makes sense. */
  cancellable: boolean;
};

export async function readBatch(
  _ctx: CustomerContext,
  _batchId: BatchId,
): Promise<BatchView | null> {
  throw new Error('being written');
}
