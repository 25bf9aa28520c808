import type { WorkerContext } from '#lib/context.ts';
import { openText } from '#lib/crypto/seal.ts';
import type { AccountId, BatchId, SenderId } from '#lib/ids.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
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
};

type Row = Omit<BatchContent, 'sender' | 'text'> & {
  senderSealed: Buffer;
  contentSealed: Buffer;
  contentKey: string;
};

/** Opens the contents of batches. A batch whose keys have been destroyed is null: nobody can read it any more. */
export async function readBatchContents(
  ctx: WorkerContext,
  batches: readonly BatchRef[],
): Promise<Map<BatchId, BatchContent | null>> {
  const rows = await rowsOf<Row>(
    'read batch contents',
    sqlOf(ctx.db)`
    select b.account_id as "accountId", b.id as "batchId", b.sender_kind as "senderKind",
           b.sender_id as "senderId", b.sender_sealed as "senderSealed",
           b.content_sealed as "contentSealed", b.content_key as "contentKey"
    from unnest(${batches.map((batch) => batch.accountId)}::uuid[],
                ${batches.map((batch) => batch.batchId)}::uuid[]) as w (account_id, id)
    join batches b on b.account_id = w.account_id and b.id = w.id`,
  );
  const contents = new Map<BatchId, BatchContent | null>();
  for (const row of rows) contents.set(row.batchId, await open(ctx, row));
  return contents;
}

async function open(ctx: WorkerContext, row: Row): Promise<BatchContent | null> {
  const { senderSealed, contentSealed, contentKey, ...batch } = row;
  const accountKey = await ctx.keyring.read(accountKeyName(row.accountId));
  const key = await ctx.keyring.read(contentKey);
  if (!accountKey || !key) return null;
  return {
    ...batch,
    sender: openText(accountKey, `batches.sender:${row.batchId}`, senderSealed),
    text: openText(key, `batches.content:${row.batchId}`, contentSealed),
  };
}
