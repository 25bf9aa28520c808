import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { BatchId } from '#lib/ids.ts';
import { sendMessages } from '#lib/messages/send-messages.ts';
import type { QuoteSend } from '#lib/quotes/quote-send.ts';
import { mustQuote } from '#lib/quotes/testing.ts';

/** Quotes and sends, where it must be accepted. */
export async function mustSend(
  ctx: CustomerContext,
  changed: Partial<QuoteSend> = {},
): Promise<BatchId> {
  const { quoteId } = await mustQuote(ctx, changed);
  const sent = await sendMessages(ctx, quoteId);
  if (!sent.ok) throw new Error(sent.sentence);
  return sent.batchId;
}

/** How many messages of a batch may leave, wait for their time, and wait for their customer. */
export async function placesOf(db: Db, batchId: BatchId) {
  const [row] = await db.execute<{ leaving: number; planned: number; held: number }>(sql`
    select (select count(*)::int from outbox where batch_id = ${batchId}) as leaving,
           (select count(*)::int from deferred where batch_id = ${batchId} and due_at < 'infinity') as planned,
           (select count(*)::int from deferred where batch_id = ${batchId} and due_at = 'infinity') as held`);
  return { ...row! };
}

/** How the hold of a batch stands: `open`, how it ended, or that there was none. */
export async function holdOf(db: Db, batchId: BatchId): Promise<string> {
  const [row] = await db.execute<{ ended: string | null }>(sql`
    select ended from held_batches where batch_id = ${batchId}`);
  return row ? (row.ended ?? 'open') : 'none';
}
