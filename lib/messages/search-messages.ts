import { and, desc, eq, lt } from 'drizzle-orm';
import { batches, messageStatus, messages } from '#db/schema/messages.ts';
import type { CustomerContext } from '#lib/context.ts';
import { keyedHash, numberSearchKey } from '#lib/crypto/keyed-hash.ts';
import type { MessageId } from '#lib/ids.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { isCustomersOwn } from './customers-own.ts';
import { type MessagesPage, pageOf } from './list-messages.ts';
import { summaryColumns } from './message-summary.ts';

const PAGE = 50;

/** All that the customer sent to one number, newest first, without codes. Found by the number's keyed hash. */
export async function searchMessages(
  ctx: CustomerContext,
  query: { number: PhoneNumber; before?: MessageId | undefined; limit?: number },
): Promise<MessagesPage> {
  const { number, before, limit = PAGE } = query;
  const { accountId } = ctx.actor;
  const accountKey = await ctx.keyring.read(accountKeyName(accountId));
  if (!accountKey) return { messages: [], next: null };
  const rows = await ctx.db
    .select(summaryColumns)
    .from(messages)
    .innerJoin(
      messageStatus,
      and(
        eq(messageStatus.accountId, messages.accountId),
        eq(messageStatus.messageId, messages.id),
      ),
    )
    .innerJoin(
      batches,
      and(eq(batches.accountId, messages.accountId), eq(batches.id, messages.batchId)),
    )
    .where(
      and(
        eq(messages.accountId, accountId),
        eq(messages.recipientHash, keyedHash(numberSearchKey(accountKey), number)),
        isCustomersOwn,
        before && lt(messages.id, before),
      ),
    )
    .orderBy(desc(messages.id))
    .limit(limit + 1);
  return pageOf(ctx, rows, limit);
}
