import assert from 'node:assert/strict';
import { test } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { keepEarlyReceipts } from './early-receipts.ts';
import type { ClaimedMessage } from './handover.ts';
import { retryEarlyReceipts } from './retry-early-receipts.ts';
import { sqlOf } from './run-sql.ts';
import { assertMoneyIsExact, openOutcomes, priceOfSegment } from './testing.ts';

const ground = await openTestGround();
const { owner, worker } = await castOf(ground);
const outcomes = await openOutcomes(owner, worker);
const { providerId, sessionId } = outcomes;
const { record, answer, receipt, unknown, claimed, sent, theOne, freshId, threeParts } = outcomes;

for (const [stateCode, state, reason] of [
  [2, 'delivered', null],
  [3, 'expired', 'phone_unreachable'],
  [4, 'undelivered', 'deleted_by_network'],
  [5, 'undelivered', 'not_delivered'],
  [8, 'rejected', 'rejected_by_network'],
] as const) {
  test(`A2 a receipt with state ${stateCode} leads to ${state}`, async () => {
    const { batchId, ids } = await sent();
    await record({ receipts: [await receipt(ids[0]!, stateCode)] });
    const row = await theOne(batchId);
    const code = stateCode === 2 ? null : 34;
    assert.deepEqual([row.state, row.reason, row.networkCode], [state, reason, code]);
    assert.equal(row.charged, priceOfSegment);
  });
}

test('A4 repeated and contradictory receipts are kept and change nothing', async () => {
  const { batchId, ids, message } = await sent();
  await record({ receipts: [await receipt(ids[0]!, 1), await receipt(ids[0]!, 2)] });
  await record({ receipts: [await receipt(ids[0]!, 2), await receipt(ids[0]!, 5)] });
  assert.equal((await theOne(batchId)).state, 'delivered');
  const [events] = await ground.sql`
    select count(*)::int as n from receipt_events where message_id = ${message.messageId}`;
  assert.equal(events?.n, 4);
});

test('A4 a receipt before its answer waits and is applied with it', async () => {
  const { batchId, claims } = await claimed(1);
  const [message] = claims as [ClaimedMessage];
  const id = freshId();
  await record({ receipts: [await receipt(id, 2)] });
  assert.equal((await theOne(batchId)).state, 'sending');
  await record({ answers: [answer(message, 0, id)], endings: [{ kind: 'sent', message }] });
  assert.equal((await theOne(batchId)).state, 'delivered');
});

test('A3 an id in another form counts only for the right recipient', async () => {
  const { batchId, ids, number } = await sent();
  const guessed = async (to: string) => {
    const arrival = await receipt('never', 2, to);
    return { ...arrival, answeredIds: ['never', ids[0]!] };
  };
  await record({ receipts: [await guessed('+306900000000')] });
  assert.equal((await theOne(batchId)).state, 'sent');
  await record({ receipts: [await guessed(number)] });
  assert.equal((await theOne(batchId)).state, 'delivered');
});

test('an early receipt in another form is found when it is looked for again', async () => {
  const { batchId, claims, numbers } = await claimed(1);
  const [message] = claims as [ClaimedMessage];
  await record({ receipts: [await receipt('4711', 2, numbers[0])] });
  const id = freshId();
  await record({ answers: [answer(message, 0, id)], endings: [{ kind: 'sent', message }] });
  await retryEarlyReceipts(worker, (_provider, given) => [given, id]);
  assert.equal((await theOne(batchId)).state, 'delivered');
});

test('a long message is delivered when all its parts are', async () => {
  const { batchId, ids } = await sent(threeParts);
  await record({ receipts: [await receipt(ids[0]!, 2), await receipt(ids[2]!, 2)] });
  assert.equal((await theOne(batchId)).state, 'sent');
  await record({ receipts: [await receipt(ids[1]!, 2)] });
  assert.equal((await theOne(batchId)).state, 'delivered');
});

test('a long message of which a part failed is undelivered, also when that came before the last answer', async () => {
  const { batchId, claims } = await claimed(1, threeParts);
  const [message] = claims as [ClaimedMessage];
  const ids = [freshId(), freshId(), freshId()];
  await record({ answers: [answer(message, 0, ids[0], 1)] });
  await record({ receipts: [await receipt(ids[0]!, 5)] });
  assert.equal((await theOne(batchId)).state, 'sending');
  await record({
    answers: [answer(message, 0, ids[1], 2), answer(message, 0, ids[2], 3)],
    endings: [{ kind: 'sent', message }],
  });
  const row = await theOne(batchId);
  assert.deepEqual([row.state, row.reason], ['undelivered', 'not_delivered']);
  assert.equal(row.charged, 3 * priceOfSegment);
});

test('unknown stays reserved and is settled by a late answer', async () => {
  const { batchId, claims, numbers } = await claimed(1);
  const [message] = claims as [ClaimedMessage];
  await record({
    answers: [answer(message, null)],
    endings: [await unknown(message, numbers[0]!)],
  });
  assert.equal((await theOne(batchId)).state, 'unknown');
  await assertMoneyIsExact(worker);
  const { accountId, messageId } = message;
  const late = {
    ...{ accountId, messageId, part: 1, providerId, sessionId, sequence: 1 },
    ...{ commandStatus: 0, smscMessageId: freshId(), refusal: null },
  };
  await record({ late: [late, late] });
  const row = await theOne(batchId);
  assert.deepEqual([row.state, row.charged], ['sent', priceOfSegment]);
  await assertMoneyIsExact(worker);
});

test('unknown that is refused late is failed and released, or waits again', async () => {
  for (const [isTemporary, state] of [
    [false, 'failed'],
    [true, 'queued'],
  ] as const) {
    const { batchId, claims, numbers } = await claimed(1);
    const [message] = claims as [ClaimedMessage];
    await record({ endings: [await unknown(message, numbers[0]!)] });
    const { accountId, messageId } = message;
    const refusal = { reason: 'number_refused', isTemporary } as const;
    await record({
      late: [
        {
          ...{ accountId, messageId, part: 1, providerId, sessionId, sequence: 1 },
          ...{ commandStatus: 0x0b, smscMessageId: null, refusal },
        },
      ],
    });
    assert.equal((await theOne(batchId)).state, state);
    await assertMoneyIsExact(worker);
  }
});

test('unknown is settled by a receipt that gives our reference back, before or after', async () => {
  const after = await claimed(1);
  const [message] = after.claims as [ClaimedMessage];
  await record({ endings: [await unknown(message, after.numbers[0]!)] });
  await record({ receipts: [await receipt(freshId(), 2, after.numbers[0]!, 76)] });
  assert.equal((await theOne(after.batchId)).state, 'unknown');
  await record({ receipts: [await receipt(freshId(), 2, after.numbers[0]!, 77)] });
  assert.equal((await theOne(after.batchId)).state, 'delivered');

  const before = await claimed(1);
  const [other] = before.claims as [ClaimedMessage];
  await record({ receipts: [await receipt(freshId(), 5, before.numbers[0]!, 77)] });
  await record({ endings: [await unknown(other, before.numbers[0]!)] });
  const row = await theOne(before.batchId);
  assert.deepEqual([row.state, row.charged], ['undelivered', priceOfSegment]);
  await assertMoneyIsExact(worker);
});

test('a receipt and an unknown message that miss each other at the same moment meet later', async () => {
  const { batchId, claims, numbers } = await claimed(1);
  const [message] = claims as [ClaimedMessage];
  const arrival = await receipt(freshId(), 2, numbers[0]!, 77);
  await record({ endings: [await unknown(message, numbers[0]!)] });
  await keepEarlyReceipts(sqlOf(worker.db), [arrival]);
  assert.equal((await theOne(batchId)).state, 'unknown');
  await retryEarlyReceipts(worker, (_provider, given) => [given]);
  const row = await theOne(batchId);
  assert.deepEqual([row.state, row.charged], ['delivered', priceOfSegment]);
  await assertMoneyIsExact(worker);
});
