import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { assertMoneyIsExact, countStates, numbersFrom, sendTexts } from '#lib/outbox/testing.ts';
import { openRoad, untilSettled } from './testing.ts';

const perSecond = 400;
const road = await openRoad({ ratePerSecond: perSecond });

test('F4 with 0.5 % throttled answers at least 90 % of the allowed rate is carried', async () => {
  road.simulator.setWeather({ throttleEvery: 200 });
  const worker = await road.startWorker();
  const numbers = numbersFrom(0, 3_000);
  const { batchId } = await sendTexts(road.owner, { senderId: road.senderId, numbers });
  // Looking at it all the time would take the processor from those who are measured.
  while (((await countStates(road.ground)).queued ?? 0) > 0) await setTimeout(500);
  const rows = await untilSettled(road, batchId);
  assert.ok(rows.every(({ state }) => state === 'delivered'));
  const submits = road.simulator.ledger();
  const throttled = submits.filter(({ status }) => status === 0x58).length;
  assert.ok(throttled >= 15);
  const accepted = submits.filter(({ status }) => status === 0);
  assert.equal(new Set(accepted.map(({ to }) => to)).size, numbers.length);
  assert.equal(accepted.length, numbers.length);
  // Without the beginning, which waits for the bind, and the last few, which come one by one.
  const moments = accepted.slice(100, -100).map(({ at }) => Date.parse(at));
  const carried = (moments.length / (moments.at(-1)! - moments[0]!)) * 1_000;
  assert.ok(carried >= perSecond * 0.9, `${carried}`);
  await assertMoneyIsExact(road.ground);
  await worker.stop();
});
