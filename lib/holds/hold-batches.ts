import { sql } from 'drizzle-orm';
import { uuids } from '#db/arrays.ts';
import type { Db } from '#db/client.ts';
import type { AccountId, BatchId } from '#lib/ids.ts';
import { tell } from '#lib/notices/tell.ts';
import { heldKey } from './open-hold.ts';

/**
 * Parks everything of an account that has not left, in the caller's transaction, until its customer lets it go on: planned
 * messages too, whose time stays with their batch. One-time codes and notices go on, and what a worker is handing over at
 * this moment may still leave. Batches that wait for their customer already keep their reason. Returns those that wait from
 * now on. Call it after the debt is booked, so that whoever sends at this moment is parked or refused, and in `inTransaction`:
 * a cancellation at the same moment takes its locks the other way round.
 */
export async function holdBatches(
  tx: Db,
  accountId: AccountId,
  reason: 'debt',
): Promise<BatchId[]> {
  const parked = await parkWaiting(tx, accountId);
  const held = await tx.execute<{ batchId: BatchId }>(sql`
    insert into held_batches (account_id, batch_id, reason)
    select ${accountId}::uuid, b.id, ${reason}::hold_reason from unnest(${uuids(parked)}) as b (id)
    on conflict (account_id, batch_id) do update
    set reason = excluded.reason, country = null, span = null, held_at = now(),
        ended_at = null, ended = null, ended_by = null
    where held_batches.ended_at is not null
    returning batch_id as "batchId"`);
  for (const { batchId } of held) {
    const onceKey = heldKey(batchId, reason);
    await tell(tx, accountId, { kind: 'batch_held', facts: { batchId }, onceKey });
  }
  return held.map(({ batchId }) => batchId);
}

/** What is due moves from the deferred to the outbox: so in this order, and nothing slips through between the two. */
async function parkWaiting(tx: Db, accountId: AccountId): Promise<BatchId[]> {
  const ofAccount = sql`
    q.account_id = ${accountId} and b.account_id = q.account_id and b.id = q.batch_id and b.kind in ('single', 'bulk')`;
  const planned = await tx.execute<{ batchId: BatchId }>(sql`
    with parked as (
      update deferred q set due_at = 'infinity' from batches b where ${ofAccount}
      returning q.batch_id)
    select distinct batch_id as "batchId" from parked`);
  const waiting = await tx.execute<{ batchId: BatchId }>(sql`
    with taken as (
      delete from outbox q using batches b where ${ofAccount}
      returning q.lane, q.account_id, q.batch_id, q.message_id, q.attempt),
    parked as (
      insert into deferred (message_id, lane, account_id, batch_id, attempt, due_at)
      select message_id, lane, account_id, batch_id, attempt, 'infinity' from taken)
    select distinct batch_id as "batchId" from taken`);
  return [...new Set([...planned, ...waiting].map(({ batchId }) => batchId))];
}
