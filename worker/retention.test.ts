import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recountBatches } from '#lib/messages/recount-batches.ts';
import { numbersFrom, sendTexts } from '#lib/outbox/testing.ts';
import { endPeriods } from '#lib/retention/testing.ts';
import { openRoad, until, untilSettled } from './testing.ts';

test('messages flow while a worker ends keys and removes the rows of long ago', async () => {
  const road = await openRoad();
  const { ground, owner, senderId } = road;
  const { accountId } = owner.actor;
  const old = await sendTexts(owner, { senderId, numbers: numbersFrom(0, 5_000) });
  await ground.sql`delete from outbox`;
  await ground.sql`update message_status set state = 'cancelled', final_at = now()`;
  await ground.sql`update batches set cancelled_at = now()`;
  await recountBatches(ground.db, [{ accountId, batchId: old.batchId }]);
  await endPeriods(owner, 366);
  await road.startWorker();
  const left = async () => {
    const [row] = await ground.sql<{ n: number }[]>`
      select count(*)::int as n from messages where batch_id = ${old.batchId}`;
    return row!.n;
  };
  await until('the first rows are gone', async () => (await left()) < 5_000);
  const { batchId } = await sendTexts(owner, { senderId, numbers: numbersFrom(6_000, 200) });
  const rows = await untilSettled(road, batchId);
  assert.ok(rows.every(({ state }) => state === 'delivered'));
  await until('all rows are gone', async () => (await left()) === 0);
  const [batch] = await ground.sql`
    select counts, numbers_destroyed_at, content_destroyed_why from batches where id = ${old.batchId}`;
  assert.deepEqual(batch!.counts, { cancelled: 5_000 });
  assert.ok(batch!.numbers_destroyed_at);
  assert.equal(batch!.content_destroyed_why, 'retention');
});
