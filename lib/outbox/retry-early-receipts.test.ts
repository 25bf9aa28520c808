import assert from 'node:assert/strict';
import { test } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { retryEarlyReceipts } from './retry-early-receipts.ts';
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
