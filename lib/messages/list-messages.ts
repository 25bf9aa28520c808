import { and, asc, eq, gt, gte, isNull, lt } from 'drizzle-orm';
import { batches, messageStatus, messages } from '#db/schema/messages.ts';
import type { CustomerContext } from '#lib/context.ts';
import { cutPage } from '#lib/cut-page.ts';
import { type BatchId, firstIdAt, idTimeMs, type MessageId } from '#lib/ids.ts';
import {
  type MessageSummary,
  type SummaryRow,
  selectSummaries,
  summaryOf,
} from './message-summary.ts';
import type { MessageState } from './status.ts';

/** `next`: the `after` (or, newest first, the `before`) of the page that follows; null on the last one. */
export type MessagesPage = { messages: MessageSummary[]; next: MessageId | null };

export type MessageFilter = {
  state?: MessageState | undefined;
  after?: MessageId | undefined;
  limit?: number;
};

const PAGE = 50;

/**
 * The recipients of one of the customer's batches, in the order in which they were given. Empty for other batches, and
 * once the numbers are destroyed.
 */
export async function listMessages(
  ctx: CustomerContext,
  batchId: BatchId,
  { state, after, limit = PAGE }: MessageFilter = {},
): Promise<MessagesPage> {
  // The messages of a batch carry its millisecond, so only the partition of that month is looked at.
  const madeAt = idTimeMs(batchId);
  const [first, end] = [firstIdAt<MessageId>(madeAt), firstIdAt<MessageId>(madeAt + 1)];
  const rows = await selectSummaries(ctx.db)
    .where(
      and(
        eq(messages.accountId, ctx.actor.accountId),
        eq(messages.batchId, batchId),
        isNull(batches.numbersDestroyedAt),
        after && after > first ? gt(messages.id, after) : gte(messages.id, first),
        lt(messages.id, end),
        gte(messageStatus.messageId, first),
        lt(messageStatus.messageId, end),
        state && eq(messageStatus.state, state),
      ),
    )
    .orderBy(asc(messages.id))
    .limit(limit + 1);
  return pageOf(ctx, rows, limit);
}

/** A page of `limit` of rows that were asked for with one more. */
export async function pageOf(
  ctx: CustomerContext,
  rows: SummaryRow[],
  limit: number,
): Promise<MessagesPage> {
  const { page, next } = cutPage(rows, limit, ({ id }) => id);
  return { messages: await Promise.all(page.map((row) => summaryOf(ctx.keyring, row))), next };
}
