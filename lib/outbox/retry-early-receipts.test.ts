import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eq } from 'drizzle-orm';
import { earlyReceipts } from '#db/schema/outbox.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { keepEarlyReceipts } from './early-receipts.ts';
import { retryEarlyReceipts } from './retry-early-receipts.ts';
import { sqlOf } from './run-sql.ts';
import { assertMoneyIsExact, openOutcomes } from './testing.ts';

const ground = await openTestGround();
const { owner, worker } = await castOf(ground);
const { record, receipt, sent, theOne } = await openOutcomes(owner, worker);

test('A4 of two receipts that waited under another form of the id the first counts', async () => {
  const { batchId, ids, number } = await sent();
  for (const stateCode of [2, 5]) {
    await record({ receipts: [await receipt('another form', stateCode, number)] });
  }
  assert.equal((await theOne(batchId)).state, 'sent');
  await retryEarlyReceipts(worker, (_, id) => [id, ids[0]!]);
  assert.equal((await theOne(batchId)).state, 'delivered');
  await assertMoneyIsExact(worker);
});

for (const remembered of [false, true]) {
  test(`A4 a receipt that its answer missed counts before a later one, ${remembered ? 'remembered' : 'looked up'}`, async () => {
    const { batchId, message, ids, number } = await sent();
    const [id] = ids as [string];
    // As two workers leave it that record an answer and its receipt at the same moment.
    await keepEarlyReceipts(sqlOf(worker.db), [await receipt(id, 2, number)]);
    const { accountId, messageId } = message;
    const part = remembered ? { accountId, messageId, part: 1 } : null;
    await record({ receipts: [{ ...(await receipt(id, 5, number)), part }] });
    assert.equal((await theOne(batchId)).state, 'delivered');
    assert.equal(await ground.db.$count(earlyReceipts, eq(earlyReceipts.smscMessageId, id)), 0);
  });
}
