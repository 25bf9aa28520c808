import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, test } from 'node:test';
import { startSimulator } from '#dev/simulator/start-simulator.ts';
import { assertMoneyIsExact, numbersFrom, sendTexts } from '#lib/outbox/testing.ts';
import { openRoad, until, untilSettled } from './testing.ts';
import type { Worker } from './worker.ts';

const settings = { binds: 1, window: 50, ratePerSecond: 400, password: 'secret' };
const road = await openRoad(settings);
const { owner, senderId, simulator, ground } = road;
const second = await startSimulator();
after(() => second.stop());
let next = 0;
let worker: Worker;
beforeEach(async () => {
  simulator.happen('fairWeather');
  await road.changeProvider(settings);
  worker = await road.startWorker();
});
afterEach(() => worker.stop());

const send = async (count: number) => {
  const numbers = numbersFrom(next, count);
  next += count;
  const { batchId } = await sendTexts(owner, { senderId, numbers });
  return { batchId, numbers };
};

type Sent = Awaited<ReturnType<typeof send>>;

/** What the SMSCs have got of it. */
const submitsOf = ({ numbers }: Sent) => {
  const wanted = new Set(numbers);
  return [simulator, second].flatMap((one) => one.ledger().filter(({ to }) => wanted.has(to)));
};

const untilUnderWay = (sent: Sent) => until('it is under way', () => submitsOf(sent).length > 50);

async function assertAllOnce(sent: Sent): Promise<void> {
  const { batchId, numbers } = sent;
  const rows = await untilSettled(road, batchId);
  assert.ok(rows.every(({ state }) => state === 'delivered'));
  const reached = submitsOf(sent).map(({ to }) => to);
  assert.deepEqual([reached.length, new Set(reached).size], [numbers.length, numbers.length]);
  await assertMoneyIsExact(ground);
}

const boundSlots = (worker: Worker) => {
  const { binds } = worker.health();
  return binds.every(({ state }) => state === 'bound') && binds.map(({ slot }) => slot).sort();
};
const untilBound = (worker: Worker, slots: number[]) =>
  until(`slots ${slots} are bound`, () => String(boundSlots(worker)) === String(slots));

const connectionsOf = (sent: Sent) => new Set(submitsOf(sent).map(({ connection }) => connection));

test('S10 another window takes effect under load, and nothing is lost or sent twice', async () => {
  const sent = await send(1_200);
  await untilUnderWay(sent);
  await road.changeProvider({ window: 7 });
  await assertAllOnce(sent);
  assert.equal(connectionsOf(sent).size, 2, 'it was bound anew once');
  simulator.setWeather({ answerDelayMs: 100 });
  const slow = await send(100);
  let most = 0;
  await until('all have been answered', async () => {
    most = Math.max(most, worker.health().binds[0]?.inFlight ?? 0);
    const [row] = await ground.sql`select count(*)::int as n from attempts`;
    return row!.n >= 1_300;
  });
  assert.ok(most > 0 && most <= 7, `${most} in flight`);
  await assertAllOnce(slow);
});

test('S10 another rate takes effect without a new session', async () => {
  const sent = await send(1_200);
  await untilUnderWay(sent);
  await road.changeProvider({ ratePerSecond: 800 });
  await assertAllOnce(sent);
  assert.equal(connectionsOf(sent).size, 1);
});

test('S13 more binds are made and fewer are left under load; each has its own window', async () => {
  await untilBound(worker, [0]);
  const sent = await send(1_600);
  await untilUnderWay(sent);
  await road.changeProvider({ binds: 3 });
  await untilBound(worker, [0, 1, 2]);
  await until('all three carry', () => connectionsOf(sent).size === 3);
  await road.changeProvider({ binds: 2 });
  await untilBound(worker, [0, 1]);
  const [slot] = await ground.sql`select worker_id, state from bind_slots where slot = 2`;
  assert.deepEqual(slot, { worker_id: null, state: 'stopped' });
  await assertAllOnce(sent);

  await road.changeProvider({ window: 5, ratePerSecond: 2_000 });
  simulator.setWeather({ answerDelayMs: 100 });
  const slow = await send(200);
  const most = [0, 0];
  await until('all have an answer', async () => {
    for (const [index, { inFlight }] of worker.health().binds.entries()) {
      most[index] = Math.max(most[index]!, inFlight);
    }
    return (await ground.sql`select from attempts`).length >= next;
  });
  // Bulk leaves a place free.
  assert.deepEqual(most, [4, 4]);
  await assertAllOnce(slow);
});

test('S5 a wrong password is an alarm and the right one ends it, and nothing is lost', async () => {
  const sent = await send(1_000);
  await untilUnderWay(sent);
  await road.changeProvider({ password: 'wrong' });
  await until('the alarm', () => worker.health().binds[0]?.state === 'refused');
  assert.match(worker.health().problems.join(), /does not accept our credentials .*ESME_RINVPASWD/);
  const row = await until('the staff page knows it', async () => {
    const [slot] = await ground.sql`select state, problem from bind_slots where slot = 0`;
    return slot?.state === 'refused' && slot;
  });
  assert.match(row.problem, /ESME_RINVPASWD/);
  await road.changeProvider({ password: 'secret' });
  await assertAllOnce(sent);
  assert.equal(worker.health().ok, true);
});

test('S5 where new settings are refused, the other binds stay on the old ones', async () => {
  await road.changeProvider({ binds: 2 });
  await untilBound(worker, [0, 1]);
  const sent = await send(600);
  await road.changeProvider({ password: 'wrong' });
  await until('the alarm', () => worker.health().binds.some(({ state }) => state === 'refused'));
  await assertAllOnce(sent);
  assert.deepEqual(
    worker
      .health()
      .binds.map(({ state }) => state)
      .sort(),
    ['bound', 'refused'],
  );
  await road.changeProvider({ password: 'secret' });
  await untilBound(worker, [0, 1]);
});

test('S10 a provider that is disabled is drained, others go on, and it comes back when it is enabled', async () => {
  const other = { name: 'other', host: '127.0.0.1', port: second.smppPort, tls: false };
  const login = { systemId: 'test', password: 'secret', window: 10, ratePerSecond: 100 };
  const sent = await send(900);
  await untilUnderWay(sent);
  await road.changeProvider({ ...other, ...login });
  await until('both are bound', () => worker.health().binds.length === 2 && worker.health().ok);
  await road.changeProvider({ enabled: false });
  await until('one is left', () => worker.health().binds.length === 1);
  assert.equal(worker.health().binds[0]!.provider, 'other');
  await road.changeProvider({ enabled: true });
  await until('both are bound', () => worker.health().binds.length === 2);
  await assertAllOnce(sent);
});
