import assert from 'node:assert/strict';
import { it } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { assertMoneyIsExact, openOutcomes, priceOfSegment } from '#lib/outbox/testing.ts';
import { listStaffLog } from '#lib/staff/list-staff-log.ts';
import { failUnknown } from './fail-unknown.ts';
import { readQueue } from './read-queue.ts';

const ground = await openTestGround();
const { owner, stranger, staff, support, worker } = await castOf(ground);
const { accountId } = owner.actor;
const outcomes = await openOutcomes(owner, worker);
const { claimed, record, receipt, unknown, theOne, threeParts } = outcomes;

/** One message that was handed over and never answered, but for `accepted` of its parts. */
async function unanswered({ text = 'Hello', accepted = 0 } = {}) {
  const { batchId, claims, numbers } = await claimed(1, text);
  const [message] = claims;
  const ending = await unknown(message!, numbers[0]!);
  await record({ endings: [{ ...ending, acceptedParts: accepted } as typeof ending] });
  return { batchId, message: message!, number: numbers[0]! };
}

const fail = (until = new Date(Date.now() + 60_000)) => failUnknown(support, { accountId, until });

it('ends what the provider never got, gives the money back, and is in the log', async () => {
  const { batchId } = await unanswered();
  assert.equal((await theOne(batchId)).state, 'unknown');
  assert.equal(await fail(), 1);
  const { state, reason, charged } = await theOne(batchId);
  assert.deepEqual([state, reason, charged], ['failed', 'never_received', 0]);
  const [batch] = await ground.sql`select finished_at, counts from batches where id = ${batchId}`;
  assert.ok(batch!.finished_at);
  assert.deepEqual(batch!.counts, { failed: 1 });
  assert.deepEqual((await readQueue(support)).unknown, []);
  const { entries } = await listStaffLog(staff, {});
  const { action, accountId: of, facts } = entries[0]!;
  assert.deepEqual([action, of, facts], ['unknown.fail', accountId, { messages: 1 }]);
  await assertMoneyIsExact(worker);
});

it('charges the parts that were accepted before', async () => {
  const { batchId } = await unanswered({ text: threeParts, accepted: 1 });
  assert.equal(await fail(), 1);
  const { state, reason, charged } = await theOne(batchId);
  assert.deepEqual([state, reason, charged], ['undelivered', 'partly_refused', priceOfSegment]);
  await assertMoneyIsExact(worker);
});

it('leaves what was handed over later, what has its answer, and other accounts', async () => {
  const before = new Date(Date.now() - 60_000);
  const { batchId, number } = await unanswered();
  assert.equal(await fail(before), 0);
  const until = new Date(Date.now() + 60_000);
  assert.equal(await failUnknown(support, { accountId: stranger.actor.accountId, until }), 0);
  await record({ receipts: [await receipt('late', 2, number, 77)] });
  assert.equal(await fail(), 0);
  assert.equal((await theOne(batchId)).state, 'delivered');
  await assertMoneyIsExact(worker);
});

it('and a report that comes at the same moment: the first counts, and the money is exact', async () => {
  for (let i = 0; i < 8; i++) {
    const { batchId, number } = await unanswered();
    const report = await receipt(`race${i}`, 2, number, 77);
    const [ended, again] = await Promise.all([fail(), fail(), record({ receipts: [report] })]);
    const { state, charged } = await theOne(batchId);
    const isFailed = state === 'failed';
    assert.equal(ended + again, isFailed ? 1 : 0);
    assert.deepEqual(
      [isFailed || state === 'delivered', charged],
      [true, isFailed ? 0 : priceOfSegment],
    );
    await assertMoneyIsExact(worker);
  }
});
