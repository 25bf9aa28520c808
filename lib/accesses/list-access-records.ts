import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { accessRecords } from '#db/schema/accesses.ts';
import { batches, messages } from '#db/schema/messages.ts';
import type { CustomerContext } from '#lib/context.ts';
import { cutPage } from '#lib/cut-page.ts';
import type { AccessId, BatchId, MessageId } from '#lib/ids.ts';
import { selectSummaries, summaryOf } from '#lib/messages/message-summary.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';

/** One record that staff saw in an access: a message, or (without one) what all messages of a send share. */
export type SeenRecord = {
  batchId: BatchId;
  messageId: MessageId | null;
  /** Of a message: to whom it went; null when its number is destroyed, and then its page is gone too. */
  recipient: PhoneNumber | null;
  /** Such as `number`, `text`, `sender`: every one that was ever shown. */
  fields: string[];
  firstAt: Date;
  lastAt: Date;
  /** How often it was on their screen. */
  times: number;
};

/** What staff saw in an access of the customer's account, in a fixed order. `next`: the `offset` of what follows. */
export async function listAccessRecords(
  ctx: CustomerContext,
  accessId: AccessId,
  { offset = 0, limit = 50 }: { offset?: number; limit?: number } = {},
): Promise<{ records: SeenRecord[]; next: number | null }> {
  const { db, actor } = ctx;
  const { batchId, messageId, at, fields } = accessRecords;
  const rows = await db
    .select({
      ...{ batchId, messageId },
      fields: sql<string[]>`array(select distinct unnest(string_to_array(string_agg(
        array_to_string(${fields}, ','), ','), ',')) order by 1)`,
      firstAt: sql<Date>`min(${at})`.mapWith(at),
      lastAt: sql<Date>`max(${at})`.mapWith(at),
      times: sql<number>`count(*)::int`,
    })
    .from(accessRecords)
    .where(and(eq(accessRecords.accountId, actor.accountId), eq(accessRecords.accessId, accessId)))
    .groupBy(batchId, messageId)
    .orderBy(batchId, sql`${messageId} nulls first`)
    .offset(offset)
    .limit(limit + 1);
  const { page, next } = cutPage(rows, limit, () => offset + limit);
  const recipients = await recipientsOf(
    ctx,
    page.flatMap((row) => row.messageId ?? []),
  );
  return {
    records: page.map((row) => ({
      ...row,
      recipient: (row.messageId && recipients.get(row.messageId)) ?? null,
    })),
    next,
  };
}

async function recipientsOf(
  { db, keyring, actor }: CustomerContext,
  ids: MessageId[],
): Promise<Map<MessageId, PhoneNumber | null>> {
  if (ids.length === 0) return new Map();
  const rows = await selectSummaries(db).where(
    and(
      ...[eq(messages.accountId, actor.accountId), inArray(messages.id, ids)],
      isNull(batches.numbersDestroyedAt),
    ),
  );
  const found = await Promise.all(rows.map((row) => summaryOf(keyring, row)));
  return new Map(found.map(({ id, recipient }) => [id, recipient]));
}
