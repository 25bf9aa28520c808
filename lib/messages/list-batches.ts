import { and, desc, eq, gte, lt, sql } from 'drizzle-orm';
import { batches } from '#db/schema/messages.ts';
import type { CustomerContext } from '#lib/context.ts';
import { cutPage } from '#lib/cut-page.ts';
import { heldAmong } from '#lib/holds/read-hold.ts';
import { type BatchId, firstIdAt, type SenderId } from '#lib/ids.ts';
import { type BatchSummary, summaryOfBatch } from './batch-summary.ts';
import { isCustomersOwn } from './customers-own.ts';
import type { MessageState } from './status.ts';

export type { BatchSummary } from './batch-summary.ts';

export type BatchFilter = {
  before?: BatchId | undefined;
  /** Batches with at least one message in that state. */
  state?: MessageState | undefined;
  senderId?: SenderId | undefined;
  /** Accepted at or after. */
  from?: Date | undefined;
  /** Accepted before. */
  to?: Date | undefined;
  limit?: number;
};

const PAGE = 20;

/** What the customer sent, newest first, without codes. `next` is the `before` of the page that follows. */
export async function listBatches(
  ctx: CustomerContext,
  filter: BatchFilter = {},
): Promise<{ batches: BatchSummary[]; next: BatchId | null }> {
  const { before, state, senderId, from, to, limit = PAGE } = filter;
  const rows = await ctx.db
    .select()
    .from(batches)
    .where(
      and(
        eq(batches.accountId, ctx.actor.accountId),
        isCustomersOwn,
        before && lt(batches.id, before),
        // An id begins with the time at which its batch was accepted.
        from && gte(batches.id, firstIdAt<BatchId>(from.getTime())),
        to && lt(batches.id, firstIdAt<BatchId>(to.getTime())),
        senderId && eq(batches.senderId, senderId),
        state && sql`jsonb_exists(${batches.counts}, ${state})`,
      ),
    )
    .orderBy(desc(batches.id))
    .limit(limit + 1);
  const { page, next } = cutPage(rows, limit, ({ id }) => id);
  const held = await heldAmong(
    ctx,
    page.map(({ id }) => id),
  );
  const shown = await Promise.all(page.map((row) => summaryOfBatch(ctx, row, held.has(row.id))));
  return { batches: shown, next };
}
