import assert from 'node:assert/strict';
import { it } from 'node:test';
import { and, eq } from 'drizzle-orm';
import { batches, messageStatus } from '#db/schema/messages.ts';
import { deferred, inFlight, outbox } from '#db/schema/outbox.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import type { BatchId } from '#lib/ids.ts';
import { checkLedger } from '#lib/ledger/check-ledger.ts';
import { readBalance } from '#lib/ledger/read-balance.ts';
import { readStatement } from '#lib/ledger/read-statement.ts';
import { claimWaiting, openTestSession } from '#lib/outbox/testing.ts';
import { cancelBatch } from './cancel-batch.ts';
import { readBatch } from './read-batch.ts';
import { acceptTestBatch, giveCredit, testPrice } from './testing.ts';

const ground = await openTestGround();
const { db } = ground;
const { owner, stranger, worker } = await castOf(ground);
const { sessionId } = await openTestSession(worker);
await giveCredit(owner);

const count = (batchId: BatchId, state: 'queued' | 'sending' | 'cancelled') =>
  db.$count(messageStatus, and(eq(messageStatus.batchId, batchId), eq(messageStatus.state, state)));

let base = 0;
/** A worker takes the oldest messages of the queue, as it does to hand them over. */
const claim = (limit: number) => {
  base += limit;
  return claimWaiting(worker, { sessionId, base, limit });
};

it('cancels what waits, gives its money back and says so', async () => {
  const { batchId } = await acceptTestBatch(ground, owner, { count: 12 });
  const before = await readBalance(owner);
  assert.deepEqual(await cancelBatch(owner, batchId), { ok: true, cancelled: 12, leaving: 0 });
  const after = await readBalance(owner);
  assert.equal(after.availableMicros - before.availableMicros, 12 * testPrice);
  assert.equal(await count(batchId, 'cancelled'), 12);
  assert.equal(await db.$count(outbox, eq(outbox.batchId, batchId)), 0);
  const batch = await readBatch(owner, batchId);
  assert.deepEqual(batch?.counts, { cancelled: 12 });
  assert.ok(batch.finishedAt && batch.cancelledAt);
  assert.equal(batch.cancellable, false);
  const [row] = await db.select().from(batches).where(eq(batches.id, batchId));
  assert.equal(row?.cancelledBy, owner.actor.userId);
  assert.equal((await readStatement(owner)).entries[0]?.words, 'Returned for 12 messages');
});

it('cancels what is planned', async () => {
  const sendAt = new Date(Date.now() + 3_600_000);
  const { batchId } = await acceptTestBatch(ground, owner, { count: 3, sendAt });
  assert.deepEqual(await cancelBatch(owner, batchId), { ok: true, cancelled: 3, leaving: 0 });
  assert.equal(await db.$count(deferred, eq(deferred.batchId, batchId)), 0);
});

it('says when nothing is left to cancel, and does not find the batch of a stranger or a code', async () => {
  const { batchId } = await acceptTestBatch(ground, owner);
  const strange = await cancelBatch(stranger, batchId);
  assert.ok(!strange.ok && /no such/.test(strange.sentence));
  await cancelBatch(owner, batchId);
  const again = await cancelBatch(owner, batchId);
  assert.ok(!again.ok && /left already/.test(again.sentence));
  const code = await acceptTestBatch(ground, owner, { code: true, count: 1 });
  assert.equal((await cancelBatch(owner, code.batchId)).ok, false);
});

it('leaves what a worker has taken to the worker', async () => {
  await db.delete(outbox);
  const { batchId } = await acceptTestBatch(ground, owner, { count: 10 });
  await claim(4);
  assert.deepEqual(await cancelBatch(owner, batchId), { ok: true, cancelled: 6, leaving: 4 });
  assert.equal(await count(batchId, 'sending'), 4);
  assert.equal((await readBatch(owner, batchId))?.finishedAt, null);
});

it('gives each message to the worker or to the customer in a race, never to both', async () => {
  const { batchId } = await acceptTestBatch(ground, owner, { count: 3_000 });
  const [results] = await Promise.all([
    Promise.all([cancelBatch(owner, batchId), cancelBatch(owner, batchId)]),
    ...Array.from({ length: 30 }, () => claim(50)),
  ]);
  const cancelled = results.reduce((sum, result) => sum + (result.ok ? result.cancelled : 0), 0);
  const claimed = await db.$count(inFlight, eq(inFlight.batchId, batchId));
  assert.equal(cancelled + claimed, 3_000);
  assert.equal(await count(batchId, 'cancelled'), cancelled);
  assert.equal(await count(batchId, 'sending'), claimed);
  assert.equal(await count(batchId, 'queued'), 0);
  assert.deepEqual((await checkLedger(db)).problems, []);
});
