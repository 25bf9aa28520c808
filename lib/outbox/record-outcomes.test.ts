import assert from 'node:assert/strict';
import { test } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import type { BatchId } from '#lib/ids.ts';
import { recountBatches } from '#lib/messages/recount-batches.ts';
import type { ClaimedMessage } from './handover.ts';
import { promoteDeferred } from './promote-deferred.ts';
import { assertMoneyIsExact, openOutcomes, priceOfSegment, statusOf } from './testing.ts';

const ground = await openTestGround();
const { owner, worker } = await castOf(ground);
const outcomes = await openOutcomes(owner, worker);
const { record, answer, claimed, claimAll, theOne, freshId, threeParts } = outcomes;

async function chargedOf(batchId: BatchId): Promise<{ counts: object; charged: number }> {
  await recountBatches(worker.db, [{ accountId: owner.actor.accountId, batchId }]);
  const [row] = await ground.sql`
    select counts, charged_micros::int as charged from batches where id = ${batchId}`;
  return row as unknown as { counts: object; charged: number };
}

test('accepted is sent and charged, refused is failed and released', async () => {
  const { batchId, claims } = await claimed(2);
  const [good, bad] = claims as [ClaimedMessage, ClaimedMessage];
  await record({
    answers: [answer(good, 0, freshId()), answer(bad, 0x0b)],
    endings: [
      { kind: 'sent', message: good },
      { kind: 'failed', message: bad, reason: 'number_refused', networkCode: 0x0b },
    ],
  });
  const rows = await statusOf(worker, batchId);
  assert.deepEqual(
    rows.map((row) => [row.state, row.reason, row.networkCode, row.charged]),
    [
      ['sent', null, null, priceOfSegment],
      ['failed', 'number_refused', 0x0b, 0],
    ],
  );
  assert.deepEqual(await chargedOf(batchId), {
    counts: { sent: 1, failed: 1 },
    charged: priceOfSegment,
  });
  await assertMoneyIsExact(worker);
});

test('some parts accepted: undelivered, and charged for those', async () => {
  const { batchId, claims } = await claimed(1, threeParts);
  const [message] = claims as [ClaimedMessage];
  assert.equal(message.segments, 3);
  await record({
    answers: [answer(message, 0, freshId(), 1), answer(message, 0x45, null, 2)],
    endings: [{ kind: 'partial', message, acceptedParts: 1, networkCode: 0x45 }],
  });
  const row = await theOne(batchId);
  assert.deepEqual(
    [row.state, row.reason, row.acceptedParts, row.charged],
    ['undelivered', 'partly_refused', 1, priceOfSegment],
  );
  await assertMoneyIsExact(worker);
});

test('what was put off waits, and then leaves again; what was given back keeps its place', async () => {
  const { batchId, claims } = await claimed(2);
  const [later, again] = claims as [ClaimedMessage, ClaimedMessage];
  await record({
    endings: [
      { kind: 'returned', message: later, waitMs: 0, attempt: 1 },
      { kind: 'returned', message: again, waitMs: null, attempt: 0 },
    ],
  });
  assert.ok((await statusOf(worker, batchId)).every((row) => row.state === 'queued'));
  assert.equal(await promoteDeferred(worker), 1);
  const back = await claimAll();
  assert.deepEqual(
    back.map((message) => [message.messageId, message.attempt]),
    [
      [again.messageId, 0],
      [later.messageId, 1],
    ],
  );
  await record({ endings: back.map((message) => ({ kind: 'sent', message })) });
  await assertMoneyIsExact(worker);
});

test('a message given back after its batch was cancelled is cancelled and released', async () => {
  const { batchId, claims } = await claimed(1);
  await ground.sql`update batches set cancelled_at = now() where id = ${batchId}`;
  const [message] = claims as [ClaimedMessage];
  await record({ endings: [{ kind: 'returned', message, waitMs: null, attempt: 0 }] });
  const row = await theOne(batchId);
  assert.deepEqual([row.state, row.reason, row.charged], ['cancelled', 'cancelled', 0]);
  await assertMoneyIsExact(worker);
});

test('a claim that its session lost records nothing', async () => {
  const { batchId, claims } = await claimed(1);
  const [message] = claims as [ClaimedMessage];
  const stolen = { ...message, sessionId: outcomes.sessionId + 1_000 };
  await record({
    answers: [answer(stolen, 0, freshId())],
    endings: [{ kind: 'sent', message: stolen }],
  });
  assert.equal((await theOne(batchId)).state, 'sending');
  const [attempts] = await ground.sql`
    select count(*)::int as n from attempts where message_id = ${message.messageId}`;
  assert.equal(attempts?.n, 0);
  await record({ endings: [{ kind: 'sent', message }] });
  await assertMoneyIsExact(worker);
});
