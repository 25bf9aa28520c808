import assert from 'node:assert/strict';
import { it } from 'node:test';
import { eq } from 'drizzle-orm';
import { batches } from '#db/schema/messages.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import type { BatchId } from '#lib/ids.ts';
import { checkLedger } from '#lib/ledger/check-ledger.ts';
import { readStatement } from '#lib/ledger/read-statement.ts';
import { listMessages } from '#lib/messages/list-messages.ts';
import { readBatch } from '#lib/messages/read-batch.ts';
import { readMessage } from '#lib/messages/read-message.ts';
import { recountBatches } from '#lib/messages/recount-batches.ts';
import { searchMessages } from '#lib/messages/search-messages.ts';
import { assertMoneyIsExact, openOutcomes, statusOf } from '#lib/outbox/testing.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { endDataKeys } from './end-data-keys.ts';
import { mostRows, removeRows } from './remove-rows.ts';
import { endPeriods } from './testing.ts';

const ground = await openTestGround();
const { owner, stranger, worker } = await castOf(ground);
const outcomes = await openOutcomes(owner, worker);
const others = await openOutcomes(stranger, worker);
const { accountId } = owner.actor;

/** `count` messages that the network took and reported, in a batch that has ended. */
async function delivered(count: number, text?: string, by = outcomes) {
  const { batchId, claims, numbers } = await by.claimed(count, text);
  const parts = claims.flatMap((message) =>
    Array.from({ length: message.segments }, (_, i) => ({
      message,
      part: i + 1,
      id: by.freshId(),
    })),
  );
  await by.record({
    answers: parts.map(({ message, part, id }) => by.answer(message, 0, id, part)),
    endings: claims.map((message) => ({ kind: 'sent', message })),
  });
  await by.record({ receipts: await Promise.all(parts.map(({ id }) => by.receipt(id, 2))) });
  const account = claims[0]!.accountId;
  await recountBatches(ground.db, [{ accountId: account, batchId }]);
  return { batchId, messageId: claims[0]!.messageId, number: numbers[0] as PhoneNumber };
}

async function endNumbers(by = owner) {
  await endPeriods(by, 366);
  while ((await endDataKeys(worker)) > 0);
}

async function removeAll(): Promise<number[]> {
  const steps: number[] = [];
  for (;;) {
    const removed = await removeRows(worker);
    if (removed === null) return steps;
    steps.push(removed);
  }
}

const rowsOfBatch = async (batchId: BatchId, messageId: string) => {
  const [row] = await ground.sql<{ n: number }[]>`
    select (select count(*) from messages where batch_id = ${batchId})
         + (select count(*) from message_status where batch_id = ${batchId})
         + (select count(*) from attempts where message_id = ${messageId})
         + (select count(*) from receipt_events where message_id = ${messageId}) as n`;
  return Number(row!.n);
};
const rowOf = async (batchId: BatchId) =>
  (await ground.db.select().from(batches).where(eq(batches.id, batchId)))[0]!;

it('the rows of a send go, and its counts, its cost and the statement stay', async () => {
  const { batchId, messageId, number } = await delivered(3);
  const theirs = await delivered(2, undefined, others);
  const before = (await readBatch(owner, batchId))!;
  const statement = await readStatement(owner);
  assert.equal((await searchMessages(owner, { number })).messages.length, 1);
  assert.equal(await removeRows(worker), null);
  await endNumbers();

  const waiting = (await readBatch(owner, batchId))!;
  assert.ok(waiting.numbersDestroyedAt);
  assert.deepEqual((await listMessages(owner, batchId)).messages, []);
  assert.equal(await readMessage(owner, batchId, messageId), null);
  assert.equal((await searchMessages(owner, { number })).messages.length, 0);

  assert.deepEqual(await removeAll(), [12]);
  assert.equal(await rowsOfBatch(batchId, messageId), 0);
  assert.ok((await rowOf(batchId)).rowsRemovedAt);
  const after = (await readBatch(owner, batchId))!;
  assert.deepEqual(after.counts, { delivered: 3 });
  assert.ok(after.finishedAt && after.chargedMicros > 0);
  assert.deepEqual(
    [after.chargedMicros, after.totalMicros, after.recipients, after.finishedAt],
    [before.chargedMicros, before.totalMicros, 3, before.finishedAt],
  );
  assert.deepEqual(await readStatement(owner), statement);
  assert.equal((await listMessages(stranger, theirs.batchId)).messages.length, 2);
  await assertMoneyIsExact(worker);
});

it('a count that comes late does not wipe what the batch says of messages that are gone', async () => {
  const { batchId } = await delivered(2);
  await endNumbers();
  await removeAll();
  await recountBatches(ground.db, [{ accountId, batchId }]);
  const { counts, chargedMicros, finishedAt } = await rowOf(batchId);
  assert.deepEqual(counts, { delivered: 2 });
  assert.ok(chargedMicros > 0 && finishedAt);
});

it('the rows of a send that has not ended stay until it has', async () => {
  const { batchId, claims } = await outcomes.claimed(1);
  await endNumbers();
  assert.deepEqual(await removeAll(), []);
  assert.equal((await statusOf(worker, batchId))[0]!.state, 'sending');
  await outcomes.record({
    endings: [{ kind: 'failed', message: claims[0]!, reason: 'content_gone', networkCode: null }],
  });
  await recountBatches(ground.db, [{ accountId, batchId }]);
  assert.deepEqual((await rowOf(batchId)).counts, { failed: 1 });
  assert.deepEqual(await removeAll(), [2]);
  await assertMoneyIsExact(worker);
});

it('the books stay right while rows go, and a wrong figure is found before, during and after', async () => {
  const { batchId } = await delivered(700);
  const findings = async () => (await checkLedger(ground.db)).problems.join();
  const whileWrong = async (change: () => Promise<unknown>, back: () => Promise<unknown>) => {
    await change();
    assert.match(await findings(), new RegExp(`Batch ${batchId} .* was charged`));
    await back();
    assert.equal(await findings(), '');
  };
  const addToBatch = (micros: number) => () =>
    ground.sql`
    update batches set charged_micros = charged_micros + ${micros} where id = ${batchId}`;
  const addToMessages = (micros: number) => () =>
    ground.sql`
    update message_status set charged_micros = charged_micros + ${micros} where batch_id = ${batchId}`;
  await whileWrong(addToMessages(1), addToMessages(-1));
  await endNumbers();
  await whileWrong(addToBatch(7), addToBatch(-7));
  assert.ok(await removeRows(worker));
  assert.equal((await statusOf(worker, batchId)).length, 200);
  await whileWrong(addToBatch(7), addToBatch(-7));
  await removeAll();
  await whileWrong(addToBatch(-7), addToBatch(7));
});

it('goes in small steps, however many rows there are', async () => {
  const { batchId, messageId } = await delivered(900, 'Wort '.repeat(160));
  await endNumbers();
  const steps = await removeAll();
  assert.equal(await rowsOfBatch(batchId, messageId), 0);
  // 900 messages with their states, and an answer and a receipt for each of their six parts.
  assert.equal(
    steps.reduce((sum, n) => sum + n),
    900 * (2 + 6 + 6),
  );
  assert.deepEqual(steps.slice(0, 2), [mostRows, 1_000 + mostRows]);
  // The most that the four statements of a step can add up to.
  assert.ok(steps.every((removed) => removed <= 2 * mostRows + 1_000));
});

it('two workers at once remove every row once', async () => {
  const made = [await delivered(600), await delivered(600), await delivered(1)];
  await endNumbers();
  const removed = await Promise.all([removeAll(), removeAll(), removeAll()]);
  assert.equal(
    removed.flat().reduce((sum, n) => sum + n),
    1_201 * 4,
  );
  for (const { batchId, messageId } of made) {
    assert.equal(await rowsOfBatch(batchId, messageId), 0);
    assert.ok((await rowOf(batchId)).rowsRemovedAt);
  }
  await assertMoneyIsExact(worker);
});
