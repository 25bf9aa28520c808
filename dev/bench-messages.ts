import { onBenchGround } from '#dev/bench-ground.ts';
import { checkLedger } from '#lib/ledger/check-ledger.ts';
import { cancelBatch } from '#lib/messages/cancel-batch.ts';
import { listBatches } from '#lib/messages/list-batches.ts';
import { listMessages } from '#lib/messages/list-messages.ts';
import { readBatchProgress } from '#lib/messages/read-batch-progress.ts';
import { readMessage } from '#lib/messages/read-message.ts';
import { searchMessages } from '#lib/messages/search-messages.ts';
import { acceptTestBatch } from '#lib/messages/testing.ts';

// node dev/bench-messages.ts   how long pages of an account with a million messages take on this machine

await onBenchGround(async ({ ground, database, newCustomer }) => {
  const ctx = await newCustomer();
  const batches = [];
  for (let i = 0; i < 10; i++) batches.push(await acceptTestBatch(ground, ctx, { count: 100_000 }));
  const [first, last] = [batches[0]!, batches.at(-1)!];
  await database.sql`
    update message_status set state = 'failed' where batch_id = ${last.batchId}
      and message_id = any(${last.messageIds.filter((_id, i) => i % 10_000 === 9_999)})`;
  await database.sql`analyze`;
  const time = async (what: string, ask: () => Promise<unknown>) => {
    await ask();
    const start = performance.now();
    await ask();
    console.log(`${what}: ${(performance.now() - start).toFixed(1)} ms`);
  };
  await time('list of batches', () => listBatches(ctx));
  await time('first page of a batch', () => listMessages(ctx, first.batchId));
  const after = last.messageIds[99_900]!;
  await time('last page of a batch', () => listMessages(ctx, last.batchId, { after }));
  await time('the 10 failed of 100,000', () =>
    listMessages(ctx, last.batchId, { state: 'failed' }),
  );
  await time('a message', () => readMessage(ctx, first.batchId, first.messageIds[5]!));
  await time('search by number', () => searchMessages(ctx, { number: first.numbers[500]! }));
  await time('progress', () => readBatchProgress(ctx, first.batchId));
  await time('check of the ledger', () => checkLedger(ctx.db));
  const start = performance.now();
  await cancelBatch(ctx, first.batchId);
  console.log(`cancelling 100,000: ${(performance.now() - start).toFixed(0)} ms`);
});
