import { and, asc, eq } from 'drizzle-orm';
import { attempts, messages, receiptEvents } from '#db/schema/messages.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { BatchId, MessageId } from '#lib/ids.ts';
import type { KeptUntil } from '#lib/retention/kept-until.ts';
import { readKeptUntil } from '#lib/retention/read-kept-until.ts';
import { endingOf, fateOf, openContent, openSender } from './batch-summary.ts';
import type { ContentFate } from './content-fate.ts';
import { type MessageSummary, selectSummaries, summaryOf } from './message-summary.ts';
import { messageTimeline, type TimelineEvent } from './message-timeline.ts';
import { readBatchRow } from './read-batch.ts';

export type { TimelineEvent } from './message-timeline.ts';

export type MessageView = MessageSummary & {
  /** Null when it is masked or has been destroyed. */
  text: string | null;
  fate: ContentFate;
  /** As `endingOf`. */
  ending: string;
  sender: string;
  currency: string;
  timeline: TimelineEvent[];
  kept: KeptUntil;
};

/**
 * One message of one of the customer's batches with all that happened to it. Null when it is not there, not theirs, or
 * its number is destroyed.
 */
export async function readMessage(
  ctx: CustomerContext,
  batchId: BatchId,
  messageId: MessageId,
): Promise<MessageView | null> {
  const { accountId } = ctx.actor;
  const batch = await readBatchRow(ctx, batchId);
  if (!batch || batch.numbersDestroyedAt) return null;
  const [row] = await selectSummaries(ctx.db).where(
    and(
      eq(messages.accountId, accountId),
      eq(messages.id, messageId),
      eq(messages.batchId, batchId),
    ),
  );
  if (!row) return null;
  const message = await summaryOf(ctx.keyring, row);
  const answers = await ctx.db
    .select()
    .from(attempts)
    .where(and(eq(attempts.accountId, accountId), eq(attempts.messageId, messageId)))
    .orderBy(asc(attempts.id));
  const receipts = await ctx.db
    .select()
    .from(receiptEvents)
    .where(and(eq(receiptEvents.accountId, accountId), eq(receiptEvents.messageId, messageId)))
    .orderBy(asc(receiptEvents.id));
  return {
    ...message,
    text: await openContent(ctx, batch),
    fate: fateOf(batch),
    ending: endingOf(batch),
    sender: await openSender(ctx, batch),
    currency: batch.currency,
    kept: await readKeptUntil(ctx, batch),
    timeline: messageTimeline({ message, batch, attempts: answers, receipts }),
  };
}
