import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import type { FaultPoint } from '#lib/outbox/fault-points.ts';
import { countStates, numbersFrom } from '#lib/outbox/testing.ts';
import { assertHonestEnd, sendBatches } from './honest-end-testing.ts';
import { openProcessRoad } from './process-testing.ts';
import { until } from './testing.ts';

/** At each point the worker is killed when it comes there for this time: in the middle of the messages. */
const timeOf: Record<FaultPoint, number> = {
  claimed: 4,
  prepared: 12,
  intended: 12,
  written: 20,
  partAccepted: 30,
  answered: 700,
  recording: 10,
  recorded: 10,
  receiptCame: 300,
  receiptStored: 5,
  returned: 1,
  promoted: 2,
  recovering: 1,
};

const window = 50;
const settings = { SMSC_RATE_PER_SECOND: '2000', SMSC_WINDOW: String(window) };
/** So slow that enough still waits when the worker comes to points that lie some seconds behind the start. */
const slowly: Partial<Record<FaultPoint, string>> = { promoted: '300', recovering: '100' };
const resumeMs = 10_000;
/** They are refused once with 0x14, and may leave some seconds later. */
const queueFull = Array.from({ length: 100 }, (_, index) => `+3069${1_000 + index}9005`);
const messages = 2_000;
const texts = [
  { numbers: numbersFrom(0, 500) },
  { numbers: queueFull },
  { numbers: numbersFrom(500, 100), text: 'Wort '.repeat(80) },
  { numbers: numbersFrom(600, messages - 700) },
];

type Road = Awaited<ReturnType<typeof openProcessRoad>>;

const armedAt = (point: FaultPoint) => ({
  ...settings,
  SMSC_RATE_PER_SECOND: slowly[point] ?? settings.SMSC_RATE_PER_SECOND,
  NODE_OPTIONS: `--import ./worker/fault-testing.ts?${point}=${timeOf[point]}`,
});

describe('D2 a worker killed anywhere on the way loses nothing and sends nothing twice', {
  concurrency: 2,
}, () => {
  for (const point of Object.keys(timeOf) as FaultPoint[]) {
    test(`killed at: ${point}`, (t) => killAt(t, point));
  }
});

async function killAt(t: TestContext, point: FaultPoint): Promise<void> {
  const road = await openProcessRoad();
  const { ground, simulator, startWorker } = road;
  // Answers that take a while, so that many are missing at the moment of the crash.
  await simulator.setWeather({ answerDelayMs: 40, receiptDelayMs: 200, receiptRetryMs: 300 });
  const startMs = performance.now();
  // What is recovered was left by another worker that was killed.
  const isSecond = point === 'recovering';
  const first = await startWorker(armedAt(isSecond ? 'intended' : point));
  const startTookMs = performance.now() - startMs;
  const sent = await sendBatches(road, road.senderId, texts);
  await first.ended();
  if (isSecond) await (await startWorker(armedAt(point))).ended();
  const killedAtMs = Date.now();
  const { queued = 0, ...others } = await countStates(ground);
  assert.ok(queued > 0 && Object.keys(others).length > 0, 'it was killed in the middle');

  const resumedAtMs = await resume(road);
  t.diagnostic(`sending resumed ${resumedAtMs - killedAtMs} ms after the kill`);
  // A machine that is busy with other tests takes long to start a process; that is not the worker's time.
  assert.ok(resumedAtMs - killedAtMs <= resumeMs + startTookMs);

  const { unknown, partial } = await assertHonestEnd(road, sent, simulator.ledger);
  t.diagnostic(`${unknown} of ${messages} are unknown`);
  // In flight, and those whose refusal had come and was not recorded.
  assert.ok(unknown <= (isSecond ? 2 : 1) * window + queueFull.length, `${unknown} are unknown`);
  assert.equal(partial, 0);
}

/** Starts the next worker. Returns when the SMSC got something again, in Unix milliseconds. */
async function resume({ simulator, startWorker }: Road): Promise<number> {
  const before = (await simulator.ledger()).length;
  await startWorker(settings);
  const next = await until('sending resumes', async () => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return (await simulator.ledger())[before] ?? null;
  });
  return Date.parse(next.at);
}
