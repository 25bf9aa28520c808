import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { countStates, numbersFrom } from '#lib/outbox/testing.ts';
import { assertHonestEnd, sendBatches } from './honest-end-testing.ts';
import { openProxy } from './proxy-testing.ts';
import { openRoad, until } from './testing.ts';

const window = 50;
const messages = 400;
const resumeMs = 10_000;
/** Until a silent peer counts as dead, three deadlines of submits can pass. */
const deafWindows = 3;
const timeouts = {
  ...{ connectMs: 2_000, bindMs: 1_000, submitMs: 600 },
  ...{ enquireLinkMs: 500, unbindMs: 500, silenceMs: 1_000 },
};
const road = await openRoad({ window, ratePerSecond: 400, timeouts });
const { ground, simulator, senderId } = road;
const proxy = await openProxy(simulator.smppPort);
await ground.sql`update providers set port = ${proxy.port}`;
simulator.setWeather({ answerDelayMs: 30, receiptDelayMs: 50, receiptRetryMs: 200 });
const worker = await road.startWorker();
let next = 0;

/** 400 messages, with the fault in their middle, which is over after `lastsMs`: time enough for so many windows. */
async function survive(t: TestContext, begin: () => void, lastsMs = 0, windows = 1): Promise<void> {
  const before = simulator.ledger().length;
  const sent = await sendBatches(road, senderId, [
    { numbers: numbersFrom(next, 100) },
    { numbers: numbersFrom(next + 100, 30), text: 'Wort '.repeat(80) },
    { numbers: numbersFrom(next + 130, messages - 130) },
  ]);
  next += messages;
  await until('it is in the middle', () => simulator.ledger().length > before + 120);
  assert.ok(((await countStates(ground)).queued ?? 0) > 0);
  begin();
  await new Promise((resolve) => setTimeout(resolve, lastsMs));
  proxy.heal();
  const healedMs = Date.now();
  const again = await until('sending resumes', () => {
    return simulator.ledger().find(({ at }) => Date.parse(at) > healedMs) ?? null;
  });
  const resumedAfterMs = Date.parse(again.at) - healedMs;
  t.diagnostic(`sending resumed ${resumedAfterMs} ms after the fault`);
  assert.ok(resumedAfterMs <= resumeMs);
  const { unknown, partial } = await assertHonestEnd(road, sent, simulator.ledger);
  t.diagnostic(`${unknown} of ${messages} are unknown, ${partial} left in parts`);
  assert.ok(unknown + partial <= windows * window, 'at most a window for each deadline');
  await until('the worker is well', () => worker.health().ok);
}

test('S9 the connection is reset', (t) => survive(t, () => proxy.reset()));

test('S7 half open: nothing gets through either way, and both sockets stay', (t) =>
  survive(
    t,
    () => {
      proxy.muted = ['toWorker', 'toSmsc'];
    },
    2_500,
    deafWindows,
  ));

test('S7 nothing comes back, and what we write arrives', (t) =>
  survive(
    t,
    () => {
      proxy.muted = ['toWorker'];
    },
    2_500,
    deafWindows,
  ));

test('S7 nothing that we write arrives, and receipts still come', (t) =>
  survive(
    t,
    () => {
      proxy.muted = ['toSmsc'];
    },
    2_500,
    deafWindows,
  ));

test('S1 the line is cut in the middle of an answer', (t) =>
  survive(t, () => {
    proxy.cut = 'toWorker';
  }));

test('S1 the line is cut in the middle of a submit', (t) =>
  survive(t, () => {
    proxy.cut = 'toSmsc';
  }));

test('S1 answers trickle in, a few octets at a time', (t) =>
  survive(
    t,
    () => {
      proxy.trickles = true;
    },
    1_500,
  ));
