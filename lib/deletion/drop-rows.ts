import { sql } from 'drizzle-orm';
import { uuids } from '#db/arrays.ts';
import type { Db } from '#db/client.ts';
import type { WorkerContext } from '#lib/context.ts';
import type { AccountId, BatchId, MessageId } from '#lib/ids.ts';
import { burnSpent } from '#lib/masking/burn-spent.ts';
import { recountBatches } from '#lib/messages/recount-batches.ts';

const messagesAtOnce = 1_000;
const rowsAtOnce = 1_000;
/** A part of an archive has many octets. */
const partsAtOnce = 50;

/** Tables of which every row of a deleted account goes, a bite at a time. */
export const emptiedByAccount = [
  ...['export_parts', 'exports', 'drafts', 'quotes'],
  ...['senders', 'sender_proofs', 'sender_declarations', 'stop_links'],
  ...['content_choices', 'destruction_receipts', 'access_records', 'accesses'],
];

/** Tables that are emptied with the messages that they speak of, in the order in which their rows go. */
export const emptiedByMessage = [
  ...['attempts', 'receipt_events', 'unanswered', 'message_status', 'messages'],
];

/**
 * Removes a bite of a deleted account's rows, small enough not to be felt by those who send. Messages stay until it is
 * known how they ended, since money hangs on it, and batches until their messages and their masked content are gone.
 * Returns how many rows; call it again until none.
 */
export async function dropRows(ctx: WorkerContext, accountId: AccountId): Promise<number> {
  await stripCodes(ctx.db, accountId);
  for (const table of emptiedByAccount) {
    const dropped = await dropBite(ctx.db, table, accountId);
    if (dropped > 0) return dropped;
  }
  return (
    (await dropMessages(ctx.db, accountId)) ||
    (await burnMasked(ctx, accountId)) ||
    (await dropBatches(ctx.db, accountId))
  );
}

async function dropBite(db: Db, table: string, accountId: AccountId): Promise<number> {
  const limit = table === 'export_parts' ? partsAtOnce : rowsAtOnce;
  const rows = await db.execute(sql`
    delete from ${sql.identifier(table)} where ctid = any(array(
      select ctid from ${sql.identifier(table)} where account_id = ${accountId} limit ${limit}))
    returning 1`);
  return rows.length;
}

/**
 * Of codes only the hash of the number stays, for as long as it counts (lib/senders/code-limits.ts): else whoever signs up
 * and deletes again and again could flood a phone.
 */
async function stripCodes(db: Db, accountId: AccountId): Promise<void> {
  await db.execute(sql`
    update number_codes set number_sealed = '', number_hash = '', code_hash = '', expires_at = now()
    where account_id = ${accountId} and number_sealed <> ''`);
}

async function dropMessages(db: Db, accountId: AccountId): Promise<number> {
  return db.transaction(async (tx) => {
    const ended = await tx.execute<{ id: MessageId }>(sql`
      select message_id as id from message_status
      where account_id = ${accountId} and state not in ('queued', 'sending', 'unknown')
      limit ${messagesAtOnce} for update skip locked`);
    if (ended.length === 0) return 0;
    const ids = uuids(ended.map(({ id }) => id));
    for (const table of emptiedByMessage) {
      const key = table === 'messages' ? sql`id` : sql`message_id`;
      await tx.execute(sql`
        delete from ${sql.identifier(table)}
        where account_id = ${accountId} and ${key} = any(${ids})`);
    }
    return ended.length;
  });
}

/** Masked content goes once its batch is counted, also where a worker ended before it counted. */
async function burnMasked(ctx: WorkerContext, accountId: AccountId): Promise<number> {
  const masked = await ctx.db.execute<{ batchId: BatchId }>(sql`
    select b.id as "batchId" from batches b
    where b.account_id = ${accountId} and b.content_box is not null and not exists (
      select from message_status s where s.account_id = b.account_id and s.batch_id = b.id)
    limit ${rowsAtOnce}`);
  if (masked.length === 0) return 0;
  await recountBatches(
    ctx.db,
    masked.map(({ batchId }) => ({ accountId, batchId })),
  );
  await burnSpent(ctx);
  return masked.length;
}

async function dropBatches(db: Db, accountId: AccountId): Promise<number> {
  const rows = await db.execute(sql`
    delete from batches where ctid = any(array(
      select b.ctid from batches b
      where b.account_id = ${accountId} and b.content_box is null and not exists (
        select from message_status s where s.account_id = b.account_id and s.batch_id = b.id)
      limit ${rowsAtOnce}))
    returning 1`);
  return rows.length;
}

/**
 * Forgets what came late: reports on messages whose rows were gone already, from a worker that still knew their ids, and
 * hashes of codes that do not count any more. For once an hour.
 */
export async function sweepDeleted({ db }: WorkerContext): Promise<void> {
  await db.execute(sql`
    delete from number_codes c using account_deletions d
    where d.account_id = c.account_id and c.created_at < now() - interval '1 day'`);
  for (const table of ['attempts', 'receipt_events']) {
    await db.execute(sql`
      delete from ${sql.identifier(table)} t using account_deletions d
      where d.account_id = t.account_id and d.rows_gone_at > now() - interval '8 days'`);
  }
  await db.execute(sql`delete from former_usernames where free_at < now()`);
}
