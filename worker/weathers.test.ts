import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { fairWeather, type SimulatorEvent, type WeatherChange } from '#dev/simulator/weather.ts';
import { eventHelp } from '#dev/simulator/weather-help.ts';
import { assertMoneyIsExact, numbersFrom, sendTexts, statusOf } from '#lib/outbox/testing.ts';
import { openRoad, submitsTo, until, untilSettled, watchAlarms } from './testing.ts';

const road = await openRoad({ timeouts: { bindMs: 300, silenceMs: 300 } });
const { simulator, owner, senderId, ground } = road;
const worker = await road.startWorker({
  leaseMs: 20_000,
  longestReconnectMs: 200,
});
const isBound = () => worker.health().binds[0]?.state === 'bound';
await until('it is bound', isBound);

type Row = readonly [
  name: string,
  what: WeatherChange | { event: SimulatorEvent },
  /** Where the messages are while it lasts; null: they end in spite of it. */
  meanwhile: string | null,
  /** All of them, in fair weather at the latest; null: delivered, or charged and expired where the line was lost. */
  end: string | null,
  /** How often the SMSC may get one. */
  submits: number,
  bind: 'kept' | 'new',
  alarm: RegExp | null,
  /** The last four digits of the recipients; without: ordinary ones. */
  ending?: string,
];

const badLogin = /does not accept our credentials/;
const refuseBind = (status: number): Row => [
  'refuseBind',
  { refuseBind: status },
  'queued',
  'delivered',
  1,
  'new',
  badLogin,
];

const rows: readonly Row[] = [
  ['mix', { mix: { 9013: 50, 9020: 50 } }, null, 'delivered', 1, 'kept', null],
  ['answerDelayMs', { answerDelayMs: 200 }, null, 'delivered', 1, 'kept', null],
  ['lateAnswerMs', { lateAnswerMs: 1_500 }, 'unknown', 'delivered', 1, 'kept', null, '9012'],
  ['receiptDelayMs', { receiptDelayMs: 800 }, 'sent', 'delivered', 1, 'kept', null],
  ['lateReceiptMs', { lateReceiptMs: 800 }, 'sent', 'delivered', 1, 'kept', null, '9057'],
  ['gapMs', { gapMs: 100 }, null, 'delivered', 1, 'kept', null, '9017'],
  ['receiptRetryMs', { receiptRetryMs: 10 }, null, 'delivered', 1, 'kept', null, '9020'],
  refuseBind(0x05),
  refuseBind(0x0d),
  refuseBind(0x0e),
  refuseBind(0x0f),
  ['silentBind', { silentBind: true }, 'queued', 'delivered', 1, 'new', null],
  ['refuseConnections', { refuseConnections: true }, 'queued', 'delivered', 1, 'new', null],
  ['silentEnquireLink', { silentEnquireLink: true }, null, null, 1, 'new', null],
  ['silentSubmit', { silentSubmit: true }, 'unknown', 'expired', 1, 'kept', null],
  ['answersPerSecond', { answersPerSecond: 40 }, null, 'delivered', 1, 'kept', null],
  ['throttleEvery', { throttleEvery: 5 }, null, 'delivered', 5, 'kept', null],
  ['hangUpEveryMs', { hangUpEveryMs: 150 }, null, null, 1, 'new', null],
  ['octetwise', { octetwise: true }, null, 'delivered', 1, 'kept', null],
  ['paused', { paused: true }, 'unknown', null, 1, 'new', null],
  ['holdReceipts', { holdReceipts: true }, 'sent', 'delivered', 1, 'kept', null],
  ['fairWeather', { event: 'fairWeather' }, null, 'delivered', 1, 'kept', null],
  ['badWeather', { event: 'badWeather' }, null, null, 5, 'kept', null],
  ['hangUp', { event: 'hangUp' }, null, null, 1, 'new', null],
  ['unbind', { event: 'unbind' }, null, null, 1, 'new', null],
  ['halfOpen', { event: 'halfOpen' }, null, null, 1, 'new', null],
  ['garbage', { event: 'garbage' }, null, null, 1, 'new', null],
  ['tooLong', { event: 'tooLong' }, null, null, 1, 'new', null],
  ['tooShort', { event: 'tooShort' }, null, null, 1, 'new', null],
  ['cut', { event: 'cut' }, null, 'delivered', 1, 'kept', null],
  ['unknownCommand', { event: 'unknownCommand' }, null, 'delivered', 1, 'kept', null],
  ['fifty', { event: 'fifty' }, null, 'delivered', 1, 'kept', null],
  ['strayReceipt', { event: 'strayReceipt' }, null, 'delivered', 1, 'kept', null],
];

const count = 10;
let next = 0;
function recipients(ending: string | undefined): string[] {
  next += count;
  if (ending === undefined) return numbersFrom(next, count);
  return Array.from({ length: count }, (_, i) => `+3069${1_000 + next + i}${ending}`);
}

function makeFair(): void {
  simulator.happen('fairWeather');
  simulator.setWeather({ receiptDelayMs: 20, gapMs: 20, receiptRetryMs: 100 });
}
afterEach(makeFair);

/** A bind is tried anew, so that it meets the weather. */
async function bindAnew(): Promise<void> {
  simulator.happen('hangUp');
  await until('the line is down', () => !isBound());
}

for (const [name, what, meanwhile, end, times, bind, alarm, ending] of rows) {
  test(`${name} ${JSON.stringify(what)}: ${end ?? 'an honest end'}, bind ${bind}`, async () => {
    makeFair();
    await until('it is bound', isBound);
    const { opened } = simulator.connections();
    const alarms = watchAlarms(worker);
    const numbers = recipients(ending);
    const isEvent = 'event' in what;
    simulator.setWeather(isEvent ? { answerDelayMs: 50 } : what);
    if (meanwhile === 'queued') await bindAnew();
    const validForMs = end === 'delivered' ? 60_000 : 4_000;
    const { batchId } = await sendTexts(owner, { senderId, numbers, validForMs });
    if (isEvent) {
      await until('some have left', () => numbers.some((one) => submitsTo(simulator, one) > 0));
      simulator.happen(what.event);
    }
    if (meanwhile) {
      await until(`all are ${meanwhile}`, async () =>
        (await statusOf(ground, batchId)).every(({ state }) => state === meanwhile),
      );
    }
    if (alarm) await until('the alarm', () => alarms().some((problem) => alarm.test(problem)));
    if (bind === 'new') {
      await until('the session ended', () => !isBound() || simulator.connections().opened > opened);
    }
    makeFair();
    const states = (await untilSettled(road, batchId)).map(({ state }) => state);
    const possible = end ? [end] : ['delivered', 'expired', 'undelivered', 'failed'];
    assert.deepEqual(
      [...new Set(states)].filter((state) => !possible.includes(state)),
      [],
    );
    for (const number of numbers) assert.ok(submitsTo(simulator, number) <= times);
    await until('it is bound', isBound);
    assert.equal(simulator.connections().opened > opened, bind === 'new');
    if (!alarm) assert.deepEqual(alarms(), []);
    await assertMoneyIsExact(ground);
  });
}

test('every weather and every event has a row here', () => {
  const named = new Set(rows.map(([name]) => name));
  assert.deepEqual(
    [...Object.keys(fairWeather), ...Object.keys(eventHelp)].filter((name) => !named.has(name)),
    [],
  );
});
