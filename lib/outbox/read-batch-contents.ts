import type { WorkerContext } from '#lib/context.ts';
import { openText } from '#lib/crypto/seal.ts';
import type { AccountId, BatchId, SenderId } from '#lib/ids.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import type { KeyName } from '#lib/keyring/keyring.ts';
import { openMasked } from '#lib/masking/open-masked.ts';
import type { BatchRef } from '#lib/messages/recount-batches.ts';
import { rowsOf, sqlOf } from './run-sql.ts';

/** What all messages of a batch share. */
export type BatchContent = {
  accountId: AccountId;
  batchId: BatchId;
  senderKind: 'number' | 'brand' | 'service';
  senderId: SenderId | null;
  sender: string;
  text: string;
  /** Each recipient's text ends in a link of its own. */
  stopLink: boolean;
};

type Row = Omit<BatchContent, 'sender' | 'text'> & {
  senderSealed: Buffer;
  contentSealed: Buffer;
  contentKey: KeyName;
  contentBox: Buffer | null;
};

/**
 * Opens the contents of batches. A batch whose keys have been destroyed is null: nobody can read it any more. One whose
 * content was sealed to another key at this very moment is looked at once more.
 */
export async function readBatchContents(
  ctx: WorkerContext,
  batches: readonly BatchRef[],
): Promise<Map<BatchId, BatchContent | null>> {
  const contents = new Map<BatchId, BatchContent | null>();
  const closed: Row[] = [];
  for (const row of await readRows(ctx, batches)) {
    const content = await open(ctx, row);
    contents.set(row.batchId, content);
    if (!content) closed.push(row);
  }
  const keys = new Set(closed.map((row) => row.contentKey));
  for (const row of closed.length > 0 ? await readRows(ctx, closed) : []) {
    if (!keys.has(row.contentKey)) contents.set(row.batchId, await open(ctx, row));
  }
  return contents;
}

const readRows = (ctx: WorkerContext, batches: readonly BatchRef[]): Promise<Row[]> =>
  rowsOf<Row>(
    'read batch contents',
    sqlOf(ctx.db)`
    select b.account_id as "accountId", b.id as "batchId", b.sender_kind as "senderKind",
           b.sender_id as "senderId", b.sender_sealed as "senderSealed",
           b.content_sealed as "contentSealed", b.content_key as "contentKey",
           b.content_box as "contentBox", b.stop_link as "stopLink"
    from unnest(${batches.map((batch) => batch.accountId)}::uuid[],
                ${batches.map((batch) => batch.batchId)}::uuid[]) as w (account_id, id)
    join batches b on b.account_id = w.account_id and b.id = w.id`,
  );

async function open(ctx: WorkerContext, row: Row): Promise<BatchContent | null> {
  const { senderSealed, contentSealed, contentKey, contentBox, ...batch } = row;
  const accountKey = await ctx.keyring.read(accountKeyName(row.accountId));
  const text = await openBatchContent(ctx, row);
  if (!accountKey || text === null) return null;
  return {
    ...batch,
    sender: openText(accountKey, `batches.sender:${row.batchId}`, senderSealed),
    text,
  };
}

async function openBatchContent(
  ctx: WorkerContext,
  { batchId, contentSealed, contentKey, contentBox }: Row,
): Promise<string | null> {
  // Destroyed by another worker within the minute for which this one remembers its key.
  if (contentSealed.length === 0) return null;
  if (contentBox) return openMasked(ctx, batchId, { contentSealed, contentKey, contentBox });
  const key = await ctx.keyring.read(contentKey);
  return key && openText(key, `batches.content:${batchId}`, contentSealed);
}
