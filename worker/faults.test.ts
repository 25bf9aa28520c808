import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { optedOutNumbers } from '#lib/opt-outs/opted-out-numbers.ts';
import { recordOptOut } from '#lib/opt-outs/record-opt-out.ts';
import {
  assertMoneyIsExact,
  countStates,
  numbersFrom,
  sendTexts,
  statusOf,
} from '#lib/outbox/testing.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { openRoad, patientTimings, submitsTo, until, untilSettled } from './testing.ts';

const road = await openRoad();
const { owner, senderId, simulator, ground } = road;
let next = 0;

beforeEach(() => simulator.happen('fairWeather'));

const send = async (count: number, more: { text?: string; sendAt?: Date } = {}) => {
  const numbers = numbersFrom(next, count);
  next += count;
  const { batchId } = await sendTexts(owner, { senderId, numbers, ...more });
  return { batchId, numbers };
};

test('what changed since it was accepted is looked at again at hand-over', async () => {
  const optedOut = await send(1);
  await recordOptOut(owner, { number: optedOut.numbers[0] as PhoneNumber, source: 'customer' });
  await optedOutNumbers(ground, owner.actor.accountId, optedOut.numbers as PhoneNumber[]);
  const gone = await send(1);
  await ground.sql`update batches set content_key = 'content/gone/2020-01' where id = ${gone.batchId}`;
  const cancelled = await send(1);
  await ground.sql`update batches set cancelled_at = now() where id = ${cancelled.batchId}`;
  const late = await send(1);
  await ground.sql`update batches set valid_until = now() where id = ${late.batchId}`;
  const removed = await send(1);
  await ground.sql`
    update batches set sender_id = gen_random_uuid() where id = ${removed.batchId}`;

  const worker = await road.startWorker();
  const ends = [];
  for (const { batchId } of [optedOut, gone, cancelled, late, removed]) {
    const [row] = await untilSettled(road, batchId);
    ends.push([row!.state, row!.reason, row!.charged]);
  }
  assert.deepEqual(ends, [
    ['failed', 'opted_out', 0],
    ['failed', 'content_gone', 0],
    ['cancelled', 'cancelled', 0],
    ['expired', 'waited_too_long', 0],
    ['failed', 'sender_removed', 0],
  ]);
  assert.equal(simulator.ledger().length, 0);
  await assertMoneyIsExact(ground);
  await worker.stop();
});

test('S10 a stop waits for answers, gives the rest back, and the next worker goes on', async () => {
  simulator.setWeather({ answerDelayMs: 200 });
  const first = await road.startWorker();
  const { batchId, numbers } = await send(400);
  await until('some are under way', async () => ((await countStates(ground)).sending ?? 0) > 0);
  await first.stop();
  const states = (await statusOf(ground, batchId)).map(({ state }) => state);
  assert.ok(states.includes('queued'));
  assert.ok(states.every((state) => ['queued', 'sent', 'delivered'].includes(state)));
  const second = await road.startWorker();
  const rows = await untilSettled(road, batchId);
  assert.ok(rows.every(({ state }) => state === 'delivered'));
  for (const number of numbers) assert.equal(submitsTo(simulator, number), 1);
  await assertMoneyIsExact(ground);
  await second.stop();
});

test('D3 a fenced session is destroyed and records nothing more', async () => {
  simulator.setWeather({ answerDelayMs: 400, holdReceipts: true });
  const worker = await road.startWorker();
  const { batchId, numbers } = await send(20);
  await until('all have been written', () =>
    numbers.every((number) => submitsTo(simulator, number) === 1),
  );
  await ground.sql`update smpp_sessions set ended_at = now(), end_reason = 'test'`;
  const rows = await untilSettled(road, batchId, ['unknown']);
  assert.ok(rows.every(({ state }) => state === 'unknown'));
  simulator.setWeather({ holdReceipts: false });
  const settled = await untilSettled(road, batchId);
  assert.ok(settled.every(({ state }) => state === 'delivered'));
  await assertMoneyIsExact(ground);
  await worker.stop();
});

test('S13 two workers share the outbox, and nothing leaves twice', async () => {
  await road.changeProvider({ binds: 2 });
  const workers = [await road.startWorker(), await road.startWorker()];
  await until('each has a bind', () =>
    workers.every((worker) => worker.health().binds[0]?.state === 'bound'),
  );
  const { batchId, numbers } = await send(600);
  const rows = await untilSettled(road, batchId);
  assert.ok(rows.every(({ state }) => state === 'delivered'));
  const wanted = new Set(numbers);
  const submits = simulator.ledger().filter(({ to }) => wanted.has(to));
  assert.equal(submits.length, 600);
  assert.equal(new Set(submits.map(({ connection }) => connection)).size, 2);
  await Promise.all(workers.map((worker) => worker.stop()));
  await road.changeProvider({ binds: 1 });
});

test('S5 a refused bind is an alarm, and is tried again', async () => {
  simulator.setWeather({ refuseBind: 0x0e });
  const worker = await road.startWorker();
  await until('the alarm', () => worker.health().binds[0]?.state === 'refused');
  const health = worker.health();
  assert.equal(health.ok, false);
  assert.match(health.problems[0]!, /does not accept our credentials .*ESME_RINVPASWD/);
  simulator.happen('fairWeather');
  await until(
    'it is bound',
    () => worker.health().ok && worker.health().binds[0]?.state === 'bound',
  );
  await worker.stop();
});

test('the peer unbinds in the middle: what it has is kept, the rest leaves on the next line', async () => {
  simulator.setWeather({ answerDelayMs: 50 });
  const worker = await road.startWorker();
  const { batchId, numbers } = await send(300);
  await until('some have left', () => simulator.ledger().some(({ to }) => numbers.includes(to)));
  simulator.happen('unbind');
  const rows = await untilSettled(road, batchId, ['unknown']);
  assert.ok(rows.every(({ state }) => state === 'delivered' || state === 'unknown'));
  for (const number of numbers) assert.equal(submitsTo(simulator, number), 1);
  await assertMoneyIsExact(ground);
  await worker.stop();
});

test('F3 a part that is never accepted: undelivered, charged for what was', async () => {
  simulator.setWeather({ throttleEvery: 2 });
  const worker = await road.startWorker({ partRetryMs: 0 });
  const rows = [];
  // One after the other: parts of two messages in turn would be refused otherwise.
  for (let i = 0; i < 2; i++) {
    const { batchId } = await send(1, { text: 'Wort '.repeat(80) });
    rows.push((await untilSettled(road, batchId))[0]!);
  }
  assert.ok(
    rows.every(({ state, reason }) => state === 'undelivered' && reason === 'partly_refused'),
  );
  assert.ok(rows.every(({ acceptedParts }) => acceptedParts === 1));
  await assertMoneyIsExact(ground);
  await worker.stop();
});

test('a planned message leaves at its time, and a code before a waiting bulk', async () => {
  const worker = await road.startWorker();
  const { batchId } = await send(1, { sendAt: new Date(Date.now() + 700) });
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal((await statusOf(ground, batchId))[0]!.state, 'queued');
  const [row] = await untilSettled(road, batchId);
  assert.equal(row!.state, 'delivered');
  await worker.stop();
});

test('D4 no transaction stays open while answers are awaited', async () => {
  await road.changeProvider({ timeouts: { submitMs: 8_000 } });
  simulator.setWeather({ answerDelayMs: 3_000 });
  const worker = await road.startWorker(patientTimings);
  const { batchId, numbers } = await send(20);
  await until('all have been written', () =>
    numbers.every((number) => submitsTo(simulator, number) === 1),
  );
  // Beats and the like have transactions of their own, which end at once: only one that is there at both looks stays.
  const open = () => ground.sql`
    select pid, xact_start::text from pg_stat_activity
    where datname = current_database() and state like 'idle in transaction%'`;
  const first = await open();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const second = await open();
  assert.equal((await statusOf(ground, batchId))[0]!.state, 'sending');
  const stayed = second.filter((one) => first.some((other) => isDeepStrictEqual(one, other)));
  assert.deepEqual(stayed, []);
  await untilSettled(road, batchId);
  await worker.stop();
  await road.changeProvider({ timeouts: { submitMs: 600 } });
});
