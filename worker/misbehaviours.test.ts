import assert from 'node:assert/strict';
import { test } from 'node:test';
import { misbehaviours } from '#dev/simulator/misbehaviours.ts';
import { assertMoneyIsExact } from '#lib/outbox/testing.ts';
import { assertEnd, kept, renewed, run, wordsOf } from './expected-outcomes.ts';
import { openRoad, patientProvider, patientTimings, until, watchAlarms } from './testing.ts';

const calm = await openRoad({ ...patientProvider, binds: 2 });
// Receipts one after the other: two workers record what comes on their binds each by itself.
calm.simulator.setWeather({ lateReceiptMs: 400, lateAnswerMs: 2_800, gapMs: 1_500 });
// Two binds, so that a receipt can come on the other one.
const pair = [await calm.startWorker(patientTimings), await calm.startWorker(patientTimings)];
await until('both are bound', () => pair.every((one) => one.health().binds[0]?.state === 'bound'));
const calmAlarms = watchAlarms(...pair);
const before = calm.simulator.connections();
// All at once: none of them disturbs the others.
const running = new Map(kept.map((row) => [row, run(calm, row)]));

test('every number that misbehaves has a row here', () => {
  const rows = [...kept, ...renewed].map(([ending]) => ending).sort();
  assert.deepEqual(
    rows,
    misbehaviours.map(({ ending }) => ending),
  );
});

for (const row of kept) {
  test(`${wordsOf(row)}, bind kept`, async () => assertEnd(row, await running.get(row)!));
}

test('after all of them, no session was lost, nobody was alarmed and the money is exact', async () => {
  await Promise.all(running.values());
  assert.deepEqual(calm.simulator.connections(), before);
  assert.deepEqual(calmAlarms(), []);
  await assertMoneyIsExact(calm.ground);
});

test('A4 the receipt on the other bind came there', async () => {
  const { number } = await running.get(kept.find(([ending]) => ending === '9056')!)!;
  const submit = calm.simulator.ledger().find(({ to }) => to === number);
  const receipt = calm.simulator.receipts().find(({ to }) => to === number);
  assert.notEqual(receipt!.connection, submit!.connection);
});
