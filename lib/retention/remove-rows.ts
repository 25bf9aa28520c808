import { and, eq, inArray, sql } from 'drizzle-orm';
import { uuids } from '#db/arrays.ts';
import type { Db } from '#db/client.ts';
import { batches, messageStatus, messages } from '#db/schema/messages.ts';
import type { WorkerContext } from '#lib/context.ts';
import type { AccountId, BatchId, MessageId } from '#lib/ids.ts';
import { inTransaction } from '#lib/outbox/run-sql.ts';

const messagesAtOnce = 500;
/** A statement's most: some hundredths of a second. */
export const mostRows = 2_000;

/**
 * One small step of removing the rows of finished batches whose numbers are destroyed: answers, receipts, states and
 * recipients of at most 500 messages, at most 2,000 rows a statement. The batch stays, with its counts and what it cost.
 * Returns how many rows went; null when there was nothing to do. Call it again and again, with pauses.
 */
export function removeRows(ctx: WorkerContext): Promise<number | null> {
  return inTransaction(ctx.db, async (tx) => {
    const [batch] = await tx.execute<{ account_id: AccountId; id: BatchId }>(sql`
      select account_id, id from batches
      where numbers_destroyed_at is not null and rows_removed_at is null and finished_at is not null
      order by numbers_destroyed_at limit 1 for update skip locked`);
    if (!batch) return null;
    const { account_id: accountId, id: batchId } = batch;
    const some = await tx
      .select({ id: messages.id })
      .from(messages)
      .where(and(eq(messages.accountId, accountId), eq(messages.batchId, batchId)))
      .limit(messagesAtOnce);
    const ids = some.map(({ id }) => id);
    let removed = 0;
    for (const events of [sql`attempts`, sql`receipt_events`]) {
      const gone = await removeEvents(tx, { events, accountId, ids });
      removed += gone;
      // There may be more: the messages go once everything that hangs on them has gone.
      if (gone === mostRows) return removed;
    }
    removed += await removeMessages(tx, accountId, ids);
    if (ids.length < messagesAtOnce) {
      await tx
        .update(batches)
        .set({ rowsRemovedAt: sql`now()` })
        .where(and(eq(batches.accountId, accountId), eq(batches.id, batchId)));
    }
    return removed;
  });
}

type Events = { events: ReturnType<typeof sql>; accountId: AccountId; ids: MessageId[] };

async function removeEvents(tx: Db, { events, accountId, ids }: Events): Promise<number> {
  const rows = await tx.execute(sql`
    delete from ${events} where ctid = any(array(
      select ctid from ${events}
      where account_id = ${accountId} and message_id = any(${uuids(ids)}) limit ${mostRows}))`);
  return rows.count;
}

async function removeMessages(tx: Db, accountId: AccountId, ids: MessageId[]): Promise<number> {
  if (ids.length === 0) return 0;
  const states = await tx
    .delete(messageStatus)
    .where(and(eq(messageStatus.accountId, accountId), inArray(messageStatus.messageId, ids)));
  const recipients = await tx
    .delete(messages)
    .where(and(eq(messages.accountId, accountId), inArray(messages.id, ids)));
  return states.count + recipients.count;
}
