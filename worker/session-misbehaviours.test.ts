import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertMoneyIsExact } from '#lib/outbox/testing.ts';
import { assertEnd, renewed, run, wordsOf } from './expected-outcomes.ts';
import { openRoad, patientTimings, until, watchAlarms } from './testing.ts';

const road = await openRoad({ timeouts: { silenceMs: 300 } });
const worker = await road.startWorker(patientTimings);
const isBound = () => worker.health().binds[0]?.state === 'bound';
await until('it is bound', isBound);
const alarms = watchAlarms(worker);
for (const row of renewed) {
  test(`${wordsOf(row)}, new session`, async () => {
    await until('it is bound', isBound);
    const { opened } = road.simulator.connections();
    assertEnd(row, await run(road, row));
    await until('it is bound again', isBound);
    assert.equal(road.simulator.connections().opened, opened + 1);
    assert.deepEqual(alarms(), []);
    await assertMoneyIsExact(road.ground);
  });
}
