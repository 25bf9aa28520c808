import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { senderProofs } from '#db/schema/senders.ts';
import type { SenderId } from '#lib/ids.ts';
import {
  assertMoneyIsExact,
  makeBrand,
  numbersFrom,
  sendTexts,
  statusOf,
} from '#lib/outbox/testing.ts';
import { declareBrand } from '#lib/senders/declare-brand.ts';
import { removeSender } from '#lib/senders/remove-sender.ts';
import { loadTestPrice, provenNumber } from '#lib/senders/testing.ts';
import { openRoad, patientTimings, submitsTo, until, untilSettled } from './testing.ts';

// The ways around "nobody sends as somebody else" that are left when a send has been accepted: see lib/senders/bypasses.test.ts.

const road = await openRoad();
const { owner, stranger, ground, simulator } = road;
await loadTestPrice(ground);
let next = 0;

beforeEach(() => simulator.happen('fairWeather'));

const send = async (senderId: SenderId, count = 1) => {
  const numbers = numbersFrom(next, count);
  next += count;
  return sendTexts(owner, { senderId, numbers });
};

test('at hand-over a proof that lapsed, a removed sender and one of another account send nothing', async () => {
  const number = await provenNumber(ground, owner, '6930000001');
  const lapsed = await send(number);
  await ground.db
    .update(senderProofs)
    .set({ lapsesAt: sql`now()` })
    .where(eq(senderProofs.senderId, number));
  const brand = road.senderId;
  const removed = await send(brand);
  assert.ok((await removeSender(owner, brand)).ok);
  const theirs = await declareBrand(stranger, { brand: 'Bakery', declared: true });
  assert.ok(theirs.ok);
  const foreign = await send(theirs.senderId);

  const worker = await road.startWorker();
  const ends = [];
  for (const { batchId } of [lapsed, removed, foreign]) {
    const [row] = await untilSettled(road, batchId);
    ends.push([row!.state, row!.reason, row!.charged]);
  }
  assert.deepEqual(ends, [
    ['failed', 'sender_lapsed', 0],
    ['failed', 'sender_removed', 0],
    ['failed', 'sender_removed', 0],
  ]);
  for (const number of numbersFrom(0, next)) assert.equal(submitsTo(simulator, number), 0);
  await assertMoneyIsExact(ground);
  await worker.stop();
});

test('a sender that is removed while a batch leaves sends nothing that was not claimed before', async () => {
  simulator.setWeather({ answerDelayMs: 100 });
  const brand = await makeBrand(owner);
  const { batchId } = await send(brand, 2_000);
  const worker = await road.startWorker(patientTimings);
  const states = async () => (await statusOf(ground, batchId)).map(({ state }) => state);
  await until('some have left', async () => (await states()).some((state) => state === 'sent'));
  assert.ok((await removeSender(owner, brand)).ok);
  const waiting = (await states()).filter((state) => state === 'queued').length;
  assert.ok(waiting > 0);
  const rows = await untilSettled(road, batchId);
  const kept = rows.filter(({ reason }) => reason === 'sender_removed');
  assert.ok(kept.length >= waiting, `${kept.length} of ${waiting} that waited were kept back`);
  assert.ok(kept.every(({ state, charged }) => state === 'failed' && charged === 0));
  await assertMoneyIsExact(ground);
  await worker.stop();
});
