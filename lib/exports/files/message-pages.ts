import { and, asc, eq, gt, inArray, lt, type SQL } from 'drizzle-orm';
import { batches, messages } from '#db/schema/messages.ts';
import type { MessageId } from '#lib/ids.ts';
import type { ExportSource } from '../export-source.ts';
import { readPages } from '../read-pages.ts';
import { isExported } from './send-files.ts';

type MessageRow = typeof messages.$inferSelect;

export type MessagePage<Row = Pick<MessageRow, 'id' | 'batchId'>> = {
  /** The ids of the rows that were read: everything about them lies between. */
  first: MessageId;
  last: MessageId;
  messages: (Row & Pick<typeof batches.$inferSelect, 'numberKey'>)[];
};
export type FullMessagePage = MessagePage<MessageRow>;

/** The account's messages in the order of their ids, whole. */
export const messagePages = (source: ExportSource): AsyncGenerator<FullMessagePage> =>
  readMessagePages(source, (where, limit) =>
    source.ctx.db.select().from(messages).where(where).orderBy(asc(messages.id)).limit(limit),
  );

/** The same messages, for what is told about them: their ids only. */
export const messageIdPages = (source: ExportSource): AsyncGenerator<MessagePage> =>
  readMessagePages(source, (where, limit) =>
    source.ctx.db
      .select({ id: messages.id, batchId: messages.batchId })
      .from(messages)
      .where(where)
      .orderBy(asc(messages.id))
      .limit(limit),
  );

/**
 * Each table is read by its own key, page by page: no join that the database might carry out over everything, and no
 * transaction that holds up the clean-up behind the messages.
 */
async function* readMessagePages<Row extends Pick<MessageRow, 'id' | 'batchId'>>(
  source: ExportSource,
  select: (where: SQL | undefined, limit: number) => Promise<Row[]>,
): AsyncGenerator<MessagePage<Row>> {
  const { ctx, accountId } = source;
  const pages = readPages(source, {
    read: (after: MessageId | null, limit) =>
      select(
        and(
          eq(messages.accountId, accountId),
          after ? gt(messages.id, after) : undefined,
          lt(messages.id, source.endId as MessageId),
        ),
        limit,
      ),
    keyOf: ({ id }) => id,
  });
  for await (const rows of pages) {
    const batchIds = [...new Set(rows.map(({ batchId }) => batchId))];
    const found = await ctx.db
      .select({ id: batches.id, numberKey: batches.numberKey })
      .from(batches)
      .where(and(eq(batches.accountId, accountId), inArray(batches.id, batchIds), isExported));
    const keys = new Map(found.map(({ id, numberKey }) => [id, numberKey]));
    yield {
      first: rows[0]!.id,
      last: rows.at(-1)!.id,
      messages: rows.flatMap((row) => {
        const numberKey = keys.get(row.batchId);
        return numberKey === undefined ? [] : [{ ...row, numberKey }];
      }),
    };
  }
}
