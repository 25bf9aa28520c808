import assert from 'node:assert/strict';
import { test } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { burnSpent } from '#lib/masking/burn-spent.ts';
import { cancelBatch } from '#lib/messages/cancel-batch.ts';
import { acceptTestBatch, giveCredit } from '#lib/messages/testing.ts';
import { askForReceipt } from '#lib/receipts/ask-for-receipt.ts';
import { startReceipts } from './receipt-loop.ts';

const ground = await openTestGround();
const { owner, worker } = await castOf(ground);
await giveCredit(owner);

test('a receipt is signed as soon as it is asked for, and none after the worker has stopped', async (t) => {
  const { batchId, messageIds } = await acceptTestBatch(ground, owner, { masked: true });
  await cancelBatch(owner, batchId);
  await burnSpent(worker);
  const receipts = await startReceipts(worker, ground.sql);
  t.after(() => receipts.stop());
  const ask = (messageId: (typeof messageIds)[number] | null, waitMs: number) =>
    askForReceipt(owner, { batchId, messageId }, waitMs);
  // Sooner than the loop would look by itself.
  assert.deepEqual(await ask(null, 4_000), { ok: true, signed: true });
  assert.deepEqual(await ask(messageIds[0]!, 4_000), { ok: true, signed: true });
  await receipts.stop();
  assert.deepEqual(await ask(messageIds[1]!, 500), { ok: true, signed: false });
});
