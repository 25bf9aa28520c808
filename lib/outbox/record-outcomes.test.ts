import assert from 'node:assert/strict';
import { test } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import type { BatchId } from '#lib/ids.ts';
import { recountBatches } from '#lib/messages/recount-batches.ts';
import { claimMessages } from './claim-messages.ts';
import { keepEarlyReceipts } from './early-receipts.ts';
import type { ClaimedMessage, Ending, Outcomes, PartAnswer } from './handover.ts';
import { promoteDeferred } from './promote-deferred.ts';
import { receiptMatchHash } from './receipt-match-hash.ts';
import { recordOutcomes } from './record-outcomes.ts';
import { retryEarlyReceipts } from './retry-early-receipts.ts';
import { sqlOf } from './run-sql.ts';
import {
  assertMoneyIsExact,
  makeSender,
  numbersFrom,
  openTestSession,
  priceOfSegment,
  sendTexts,
  statusOf,
} from './testing.ts';

const ground = await openTestGround();
const { owner, worker } = await castOf(ground);
const senderId = await makeSender(owner);
const { providerId, sessionId } = await openTestSession(worker);
let base = 0;
let nextNumber = 0;
let nextId = 1;

const long = 'Wort '.repeat(80);

/** Accepts messages of one to three parts and claims them. */
async function claimed(count: number, text = 'Hello') {
  const numbers = numbersFrom(nextNumber, count);
  nextNumber += count;
  const { batchId } = await sendTexts(owner, { senderId, numbers, text });
  const turns = new Map();
  const claims = await claimMessages(worker, { sessionId, base, limit: 1_000, turns });
  base += claims.length;
  assert.equal(claims.length, count);
  return { batchId, claims, numbers };
}

const record = (outcomes: Partial<Outcomes>) =>
  recordOutcomes(worker, { answers: [], endings: [], late: [], receipts: [], ...outcomes });

const answer = (
  message: ClaimedMessage,
  commandStatus: number | null,
  smscMessageId: string | null = null,
  part = 1,
): PartAnswer => ({ message, part, providerId, sequence: 1, commandStatus, smscMessageId });

const receipt = async (
  id: string,
  stateCode: number,
  number = '',
  reference: number | null = null,
) => ({
  providerId,
  answeredIds: [id],
  stateCode,
  errorCode: '0:034',
  reference,
  recipientHash: await receiptMatchHash(worker.keyring, number),
  raw: `id:${id}`,
});

const unknown = async (message: ClaimedMessage, number: string): Promise<Ending> => ({
  kind: 'unknown',
  message,
  acceptedParts: 0,
  providerId,
  unanswered: [{ part: 1, reference: 77 }],
  recipientHash: await receiptMatchHash(worker.keyring, number),
});

const freshId = () => `id${nextId++}`;

async function theOne(batchId: BatchId) {
  const [row] = await statusOf(worker, batchId);
  return row!;
}

async function chargedOf(batchId: BatchId): Promise<{ counts: object; charged: number }> {
  await recountBatches(worker.db, [{ accountId: owner.actor.accountId, batchId }]);
  const [row] = await ground.sql`
    select counts, charged_micros::int as charged from batches where id = ${batchId}`;
  return row as unknown as { counts: object; charged: number };
}

test('accepted is sent and charged, refused is failed and released', async () => {
  const { batchId, claims } = await claimed(2);
  const [good, bad] = claims as [ClaimedMessage, ClaimedMessage];
  await record({
    answers: [answer(good, 0, freshId()), answer(bad, 0x0b)],
    endings: [
      { kind: 'sent', message: good },
      { kind: 'failed', message: bad, reason: 'number_refused', networkCode: 0x0b },
    ],
  });
  const rows = await statusOf(worker, batchId);
  assert.deepEqual(
    rows.map((row) => [row.state, row.reason, row.networkCode, row.charged]),
    [
      ['sent', null, null, priceOfSegment],
      ['failed', 'number_refused', 0x0b, 0],
    ],
  );
  assert.deepEqual(await chargedOf(batchId), {
    counts: { sent: 1, failed: 1 },
    charged: priceOfSegment,
  });
  await assertMoneyIsExact(worker);
});

test('some parts accepted: undelivered, and charged for those', async () => {
  const { batchId, claims } = await claimed(1, long);
  const [message] = claims as [ClaimedMessage];
  assert.equal(message.segments, 3);
  await record({
    answers: [answer(message, 0, freshId(), 1), answer(message, 0x45, null, 2)],
    endings: [{ kind: 'partial', message, acceptedParts: 1, networkCode: 0x45 }],
  });
  const row = await theOne(batchId);
  assert.deepEqual(
    [row.state, row.reason, row.acceptedParts, row.charged],
    ['undelivered', 'partly_refused', 1, priceOfSegment],
  );
  await assertMoneyIsExact(worker);
});

test('what was put off waits, and then leaves again; what was given back keeps its place', async () => {
  const { batchId, claims } = await claimed(2);
  const [later, again] = claims as [ClaimedMessage, ClaimedMessage];
  await record({
    endings: [
      { kind: 'returned', message: later, waitMs: 0, attempt: 1 },
      { kind: 'returned', message: again, waitMs: null, attempt: 0 },
    ],
  });
  assert.ok((await statusOf(worker, batchId)).every((row) => row.state === 'queued'));
  assert.equal(await promoteDeferred(worker), 1);
  const turns = new Map();
  const back = await claimMessages(worker, { sessionId, base, limit: 10, turns });
  base += back.length;
  assert.deepEqual(
    back.map((message) => [message.messageId, message.attempt]),
    [
      [again.messageId, 0],
      [later.messageId, 1],
    ],
  );
  await record({ endings: back.map((message) => ({ kind: 'sent', message })) });
  await assertMoneyIsExact(worker);
});

test('a message given back after its batch was cancelled is cancelled and released', async () => {
  const { batchId, claims } = await claimed(1);
  await ground.sql`update batches set cancelled_at = now() where id = ${batchId}`;
  const [message] = claims as [ClaimedMessage];
  await record({ endings: [{ kind: 'returned', message, waitMs: null, attempt: 0 }] });
  const row = await theOne(batchId);
  assert.deepEqual([row.state, row.reason, row.charged], ['cancelled', 'cancelled', 0]);
  await assertMoneyIsExact(worker);
});

test('a claim that its session lost records nothing', async () => {
  const { batchId, claims } = await claimed(1);
  const [message] = claims as [ClaimedMessage];
  const stolen = { ...message, sessionId: sessionId + 1_000 };
  await record({
    answers: [answer(stolen, 0, freshId())],
    endings: [{ kind: 'sent', message: stolen }],
  });
  assert.equal((await theOne(batchId)).state, 'sending');
  const [attempts] = await ground.sql`
    select count(*)::int as n from attempts where message_id = ${message.messageId}`;
  assert.equal(attempts?.n, 0);
  await record({ endings: [{ kind: 'sent', message }] });
  await assertMoneyIsExact(worker);
});

async function sent(text?: string) {
  const { batchId, claims, numbers } = await claimed(1, text);
  const [message] = claims as [ClaimedMessage];
  const ids = Array.from({ length: message.segments }, freshId);
  await record({
    answers: ids.map((id, index) => answer(message, 0, id, index + 1)),
    endings: [{ kind: 'sent', message }],
  });
  return { batchId, message, ids, number: numbers[0]! };
}

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
  const { batchId, ids } = await sent(long);
  await record({ receipts: [await receipt(ids[0]!, 2), await receipt(ids[2]!, 2)] });
  assert.equal((await theOne(batchId)).state, 'sent');
  await record({ receipts: [await receipt(ids[1]!, 2)] });
  assert.equal((await theOne(batchId)).state, 'delivered');
});

test('a long message of which a part failed is undelivered, also when that came before the last answer', async () => {
  const { batchId, claims } = await claimed(1, long);
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
