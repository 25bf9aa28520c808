import { and, asc, eq, gt, gte, isNull, lt } from 'drizzle-orm';
import { batches, messageStatus, messages } from '#db/schema/messages.ts';
import type { StaffContext } from '#lib/context.ts';
import { cutPage } from '#lib/cut-page.ts';
import { type AccountId, type BatchId, firstIdAt, idTimeMs, type MessageId } from '#lib/ids.ts';
import { isCustomersOwn } from '#lib/messages/customers-own.ts';
import { type MessageSummary, selectSummaries, summaryOf } from '#lib/messages/message-summary.ts';
import type { MessageState } from '#lib/messages/status.ts';
import { mayLook } from './may-look.ts';
import { type ShortNumber, shortenNumber } from './shorten-number.ts';

/** A message as staff see it without an access. */
export type ShortenedMessage = Omit<MessageSummary, 'recipient'> & {
  /** Null when the key that sealed it has been destroyed. */
  number: ShortNumber | null;
};

type Filter = {
  accountId: AccountId;
  batchId: BatchId;
  state?: MessageState | undefined;
  after?: MessageId | undefined;
};

const PAGE = 50;

/**
 * The messages of a customer's send in the order in which they were given, 50 at a time, with shortened numbers. Empty
 * where there is no such send, for codes, once the numbers are destroyed, and for finance.
 */
export async function listShortenedMessages(
  ctx: StaffContext,
  { accountId, batchId, state, after }: Filter,
): Promise<{ messages: ShortenedMessage[]; next: MessageId | null }> {
  if (!mayLook(ctx)) return { messages: [], next: null };
  // The messages of a batch carry its millisecond, so only the partition of that month is looked at.
  const madeAt = idTimeMs(batchId);
  const [first, end] = [firstIdAt<MessageId>(madeAt), firstIdAt<MessageId>(madeAt + 1)];
  const rows = await selectSummaries(ctx.db)
    .where(
      and(
        ...[eq(messages.accountId, accountId), eq(messages.batchId, batchId), isCustomersOwn],
        isNull(batches.numbersDestroyedAt),
        after && after > first ? gt(messages.id, after) : gte(messages.id, first),
        lt(messages.id, end),
        ...[gte(messageStatus.messageId, first), lt(messageStatus.messageId, end)],
        state && eq(messageStatus.state, state),
      ),
    )
    .orderBy(asc(messages.id))
    .limit(PAGE + 1);
  const { page, next } = cutPage(rows, PAGE, ({ id }) => id);
  const shown = await Promise.all(
    page.map(async (row) => {
      const { recipient, ...rest } = await summaryOf(ctx.keyring, row);
      return { ...rest, number: recipient && shortenNumber(recipient) };
    }),
  );
  return { messages: shown, next };
}
