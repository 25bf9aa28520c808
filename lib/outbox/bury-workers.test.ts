import assert from 'node:assert/strict';
import { test } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { workerContext } from '#lib/context.ts';
import { beatWorker } from './beat-worker.ts';
import { buryWorkers } from './bury-workers.ts';
import { recordIntent } from './smpp-sessions.ts';
import { openSessionOn, openTestSession } from './testing.ts';

const ground = await openTestGround();
const { worker } = await castOf(ground);
const other = workerContext(ground, 'other');

test('D3 what a dead worker held is free at once, and it writes nothing should it wake', async () => {
  const { providerId, sessionId } = await openTestSession(worker);
  await beatWorker(other, {});
  const others = await openSessionOn(other, providerId);
  assert.equal(await buryWorkers(other, () => false), 0);
  assert.deepEqual(await recordIntent(worker, sessionId, [1, 1, 1]), []);
  assert.equal(await buryWorkers(other, (id) => id === worker.actor.workerId), 1);
  assert.equal(await recordIntent(worker, sessionId, [2, 2, 2]), null);
  assert.deepEqual(await recordIntent(other, others, [1, 1, 1]), []);
  const held = await ground.sql`select worker_id as id from bind_slots where worker_id is not null`;
  assert.deepEqual([...held], [{ id: 'other' }]);
});

test('nobody buries themselves', async () => {
  assert.equal(await buryWorkers(other, () => true), 0);
});
