import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertMoneyIsExact, numbersFrom, sendTexts, statusOf } from '#lib/outbox/testing.ts';
import { liftSuspension } from '#lib/suspensions/lift-suspension.ts';
import { suspendAccount } from '#lib/suspensions/suspend-account.ts';
import {
  openRoad,
  patientProvider,
  patientTimings,
  submitsTo,
  until,
  untilSettled,
} from './testing.ts';

const road = await openRoad({ ...patientProvider, ratePerSecond: 200, window: 10 });
const { owner, staff, senderId, simulator, ground } = road;
const { accountId } = owner.actor;

test('after a suspension nothing leaves that was not being written, and everything once it is lifted', async () => {
  simulator.setWeather({ answerDelayMs: 50 });
  const worker = await road.startWorker(patientTimings);
  const numbers = numbersFrom(0, 400);
  const { batchId } = await sendTexts(owner, { senderId, numbers });
  const left = () => numbers.filter((number) => submitsTo(simulator, number) > 0).length;
  await until('some have left', () => left() > 20);

  assert.ok((await suspendAccount(staff, { accountId, reason: 'Complaints from phones.' })).ok);
  const atCommit = left();
  await until('what was claimed is back', async () =>
    (await statusOf(ground, batchId)).every(({ state }) => state !== 'sending'),
  );
  const stopped = left();
  assert.ok(stopped - atCommit <= 10, `${stopped - atCommit} left after it, a window is 10`);
  assert.ok(stopped < numbers.length);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  assert.equal(left(), stopped);
  const states = (await statusOf(ground, batchId)).map(({ state }) => state);
  assert.equal(states.filter((state) => state === 'queued').length, numbers.length - stopped);
  await assertMoneyIsExact(ground);

  assert.ok((await liftSuspension(staff, { accountId, reason: 'They proved consent.' })).ok);
  const rows = await untilSettled(road, batchId);
  assert.ok(rows.every(({ state }) => state === 'delivered'));
  for (const number of numbers) assert.equal(submitsTo(simulator, number), 1);
  await assertMoneyIsExact(ground);
  await worker.stop();
});
