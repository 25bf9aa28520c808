import { and, eq, isNotNull } from 'drizzle-orm';
import { batches, messages } from '#db/schema/messages.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { BatchId, MessageId } from '#lib/ids.ts';
import { isCustomersOwn } from '#lib/messages/customers-own.ts';

/** What a receipt is of: a batch, or one message of it. */
export type ReceiptOf = { batchId: BatchId; messageId: MessageId | null };

/** Whether the content of one of the customer's batches, or of one message of it, was destroyed. False for strangers. */
export async function isDestroyed(
  { db, actor: { accountId } }: CustomerContext,
  { batchId, messageId }: ReceiptOf,
): Promise<boolean> {
  const destroyed = await db.$count(
    batches,
    and(
      eq(batches.accountId, accountId),
      eq(batches.id, batchId),
      isNotNull(batches.contentDestroyedAt),
      isCustomersOwn,
    ),
  );
  if (destroyed === 0 || !messageId) return destroyed > 0;
  const its = and(
    eq(messages.accountId, accountId),
    eq(messages.id, messageId),
    eq(messages.batchId, batchId),
  );
  return (await db.$count(messages, its)) > 0;
}
