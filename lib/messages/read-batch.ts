import { and, eq } from 'drizzle-orm';
import { batches } from '#db/schema/messages.ts';
import type { CustomerContext } from '#lib/context.ts';
import { heldAmong } from '#lib/holds/read-hold.ts';
import type { BatchId } from '#lib/ids.ts';
import type { KeptUntil } from '#lib/retention/kept-until.ts';
import { readKeptUntil } from '#lib/retention/read-kept-until.ts';
import {
  type BatchRow,
  type BatchSummary,
  endingOf,
  openContent,
  summaryOfBatch,
} from './batch-summary.ts';
import { isCustomersOwn } from './customers-own.ts';

export type BatchView = BatchSummary & {
  /** Null when it is masked or has been destroyed. */
  text: string | null;
  /** As `endingOf`. */
  ending: string;
  validUntil: Date;
  permissionWording: string | null;
  /** Whether something has not left yet, so that cancelling makes sense. */
  cancellable: boolean;
  kept: KeptUntil;
  /** From then on nobody can tell to whom it went, and its messages are not found. */
  numbersDestroyedAt: Date | null;
};

/** One of the customer's batches. Null for codes, for those of others, and when there is none. */
export async function readBatch(ctx: CustomerContext, batchId: BatchId): Promise<BatchView | null> {
  const row = await readBatchRow(ctx, batchId);
  if (!row) return null;
  const held = (await heldAmong(ctx, [batchId])).has(batchId);
  return {
    ...(await summaryOfBatch(ctx, row, held)),
    text: await openContent(ctx, row),
    ending: endingOf(row),
    validUntil: row.validUntil,
    permissionWording: row.permissionWording,
    kept: await readKeptUntil(ctx, row),
    numbersDestroyedAt: row.numbersDestroyedAt,
    cancellable: row.cancelledAt === null && (row.counts.queued ?? 0) > 0,
  };
}

/** The row of `readBatch`. */
export async function readBatchRow(
  ctx: CustomerContext,
  batchId: BatchId,
): Promise<BatchRow | undefined> {
  const [row] = await ctx.db
    .select()
    .from(batches)
    .where(
      and(eq(batches.accountId, ctx.actor.accountId), eq(batches.id, batchId), isCustomersOwn),
    );
  return row;
}
