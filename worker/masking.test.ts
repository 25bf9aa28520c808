import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { eq } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import { batches } from '#db/schema/messages.ts';
import type { BatchId } from '#lib/ids.ts';
import { maskingKeyName } from '#lib/keyring/key-names.ts';
import { cancelBatch } from '#lib/messages/cancel-batch.ts';
import { assertMoneyIsExact, numbersFrom, sendTexts } from '#lib/outbox/testing.ts';
import { openRoad, until, untilSettled } from './testing.ts';

const road = await openRoad();
const { owner, senderId, simulator, ground } = road;
await ground.db
  .update(accounts)
  .set({ contentDays: 0 })
  .where(eq(accounts.id, owner.actor.accountId));
before(async () => {
  // Two, so that each burns what the other has sent.
  await road.startWorker();
  await road.startWorker();
});

let next = 0;
const ending = (last: string) => `+3068${String(1_000 + next++).slice(-4)}${last}`;
const rowOf = async (batchId: BatchId) =>
  (await ground.db.select().from(batches).where(eq(batches.id, batchId)))[0]!;
const untilBurnt = (batchId: BatchId) =>
  until('the content is destroyed', async () => {
    const row = await rowOf(batchId);
    return row.contentDestroyedAt && row;
  });
const arrived = (number: string) =>
  simulator.ledger().filter((submit) => submit.to === number && submit.status === 0).length;

/** [what, ending, how often the network takes it] */
const ways: [string, string, number][] = [
  ['delivered', '0000', 1],
  ['refused', '9001', 0],
  ['put off and then accepted', '9004', 1],
  ['never answered', '9010', 0],
  ['not delivered', '9023', 1],
];
for (const [what, last, times] of ways) {
  test(`a masked message that is ${what} leaves no content and no private half`, async () => {
    const number = ending(last);
    const { batchId } = await sendTexts(owner, { senderId, numbers: [number], text: 'Masked.' });
    const before = await rowOf(batchId);
    assert.equal(before.masked, true);
    const after = await untilBurnt(batchId);
    assert.equal(await ground.workerKeyring.read(before.contentKey), null);
    assert.equal(after.contentSealed.length, 0);
    assert.equal(arrived(number), times);
  });
}

test('a masked text of several parts to many is burnt once all of it has left', async () => {
  const numbers = numbersFrom(50_000, 300);
  const { batchId } = await sendTexts(owner, { senderId, numbers, text: 'Wort '.repeat(80) });
  await untilBurnt(batchId);
  const rows = await untilSettled(road, batchId);
  assert.ok(rows.every(({ state }) => state === 'delivered'));
  await assertMoneyIsExact(ground);
});

test('a masked message that is cancelled or runs out of time before it left is burnt', async () => {
  const later = { senderId, numbers: [ending('0000')], sendAt: new Date(Date.now() + 3_600_000) };
  const { batchId } = await sendTexts(owner, later);
  assert.equal((await cancelBatch(owner, batchId)).ok, true);
  await untilBurnt(batchId);
  const late = await sendTexts(owner, { ...later, validForMs: -1 });
  await untilBurnt(late.batchId);
  assert.deepEqual(
    (await untilSettled(road, late.batchId)).map(({ state }) => state),
    ['expired'],
  );
});

test('a masked message whose private half is lost fails, is not charged, and is never sent readable', async () => {
  const number = ending('0000');
  const sendAt = new Date(Date.now() + 1_500);
  const { batchId } = await sendTexts(owner, { senderId, numbers: [number], sendAt });
  const { contentKey } = await rowOf(batchId);
  assert.match(contentKey, new RegExp(`^${maskingKeyName('' as never)}`));
  await ground.workerKeyring.destroy(contentKey);
  const [row] = await untilSettled(road, batchId);
  assert.deepEqual([row!.state, row!.reason, row!.charged], ['failed', 'content_gone', 0]);
  assert.equal(arrived(number), 0);
  await untilBurnt(batchId);
  await assertMoneyIsExact(ground);
});

test('no text that was masked is in the database afterwards, and no one-time key but the free ones', async () => {
  const rows = await ground.sql`
    select count(*)::int as left from batches where content_box is not null or length(content_sealed) > 0`;
  assert.equal(rows[0]!.left, 0);
  const taken = await ground.sql`select id from masking_keys where taken_at is not null`;
  assert.deepEqual([...taken], []);
});
