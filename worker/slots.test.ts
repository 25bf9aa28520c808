import assert from 'node:assert/strict';
import { test } from 'node:test';
import { workerContext } from '#lib/context.ts';
import { renewSlots } from '#lib/outbox/renew-slots.ts';
import { openSmppSession, recordIntent } from '#lib/outbox/smpp-sessions.ts';
import { freeSlot, takeSlot } from '#lib/outbox/take-slot.ts';
import { assertMoneyIsExact, numbersFrom, sendTexts } from '#lib/outbox/testing.ts';
import { openRoad, patientTimings, until, untilSettled } from './testing.ts';
import type { Worker } from './worker.ts';

const road = await openRoad({ binds: 2 });
const { ground, simulator } = road;
const { id } = (await ground.sql`select id from providers`)[0]!;

const held = (worker: Worker) => worker.health().binds.length;

test('D3 a slot is taken once, again when its lease is over, and then with a new epoch that fences the old', async () => {
  const [one, two] = [workerContext(ground, 'one'), workerContext(ground, 'two')];
  const taken = await Promise.all(Array.from({ length: 6 }, () => takeSlot(one, id, 60_000)));
  const mine = taken.filter((slot) => slot !== null);
  assert.deepEqual(mine.map(({ slot }) => slot).sort(), [0, 1]);
  const first = mine[0]!;
  const session = (await openSmppSession(one, first))!;
  assert.deepEqual(await recordIntent(one, session, [0, 0, 1]), []);
  assert.equal(await takeSlot(two, id, 60_000), null);

  await ground.sql`update bind_slots set leased_until = now() - interval '1 ms' where slot = ${first.slot}`;
  const second = (await takeSlot(two, id, 60_000))!;
  assert.deepEqual(second, { ...first, epoch: first.epoch + 1 });
  assert.equal(await recordIntent(one, session, [0, 0, 2]), null);
  assert.equal(await openSmppSession(one, first), null);
  const reports = mine.map((slot) => ({ ...slot, state: 'bound', problem: null }));
  assert.deepEqual([...(await renewSlots(one, reports, 60_000))], [mine[1]]);
  await freeSlot(one, first);
  assert.equal(await takeSlot(one, id, 60_000), null, 'who lost a slot cannot free it');

  // Not even where its end was not written down.
  await ground.sql`update smpp_sessions set ended_at = null where id = ${session}`;
  assert.equal(await recordIntent(one, session, [0, 0, 3]), null);
  for (const slot of [second, mine[1]!]) await freeSlot(two, slot);
  await ground.sql`update smpp_sessions set ended_at = now()`;
});

test('S13 workers share the slots: each has its part, one without stands by, and takes over at once', async () => {
  const first = await road.startWorker(patientTimings);
  await until('it has both', () => held(first) === 2);
  const second = await road.startWorker(patientTimings);
  await until('each has one', () => held(first) === 1 && held(second) === 1);
  const third = await road.startWorker(patientTimings);
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.deepEqual([held(first), held(second), held(third)], [1, 1, 0]);
  const { ok, standingBy } = third.health();
  assert.deepEqual([ok, standingBy], [true, ['test']]);
  const stoppedMs = performance.now();
  await first.stop();
  await until('the third has taken its slot', () => held(third) === 1);
  assert.ok(
    performance.now() - stoppedMs < 10_000,
    'a clean stop frees it at once, not after the lease',
  );
  await second.stop();
  await until('it has both', () => held(third) === 2);
  await third.stop();
  const rows = await ground.sql`select from bind_slots where worker_id is not null`;
  assert.equal(rows.length, 0);
});

test('D3 under load, a slot that another worker takes fences the first, and nothing leaves twice', async () => {
  await road.changeProvider({ binds: 1, ratePerSecond: 400 });
  simulator.setWeather({ answerDelayMs: 30 });
  const first = await road.startWorker();
  await until('it is bound', () => first.health().binds[0]?.state === 'bound');
  const second = await road.startWorker();
  const numbers = numbersFrom(0, 800);
  const { batchId } = await sendTexts(road.owner, { senderId: road.senderId, numbers });
  const wanted = new Set(numbers);
  const submits = () => simulator.ledger().filter(({ to }) => wanted.has(to));
  await until('some have left', () => submits().length > 100);
  await ground.sql`update bind_slots set worker_id = null`;
  const rows = await untilSettled(road, batchId, ['unknown']);
  assert.ok(rows.every(({ state }) => state === 'delivered' || state === 'unknown'));
  const reached = submits();
  assert.equal(new Set(reached.map(({ to }) => to)).size, reached.length);
  assert.equal(new Set(reached.map(({ connection }) => connection)).size, 2);
  await assertMoneyIsExact(ground);
  await Promise.all([first.stop(), second.stop()]);
});
