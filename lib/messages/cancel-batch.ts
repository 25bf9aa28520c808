import type { CustomerContext } from '#lib/context.ts';
import type { BatchId } from '#lib/ids.ts';

export type CancelResult = { ok: true; cancelled: number } | { ok: false; sentence: string };

export async function cancelBatch(_ctx: CustomerContext, _batchId: BatchId): Promise<CancelResult> {
  throw new Error('being written');
}
