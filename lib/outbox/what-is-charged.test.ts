import assert from 'node:assert/strict';
import { test } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import type { BatchId } from '#lib/ids.ts';
import { readBalance } from '#lib/ledger/read-balance.ts';
import { cancelBatch } from '#lib/messages/cancel-batch.ts';
import type { MessageState } from '#lib/messages/status.ts';
import { expireMessages } from './expire-messages.ts';
import type { ClaimedMessage } from './handover.ts';
import {
  assertMoneyIsExact,
  numbersFrom,
  openOutcomes,
  priceOfSegment,
  sendTexts,
} from './testing.ts';

// The sentence of lib/prices/fair-charging.ts, way by way: what the network accepted or never answered is paid, and all
// else comes back by itself.

const ground = await openTestGround();
const { owner, worker } = await castOf(ground);
const outcomes = await openOutcomes(owner, worker);
const { providerId, sessionId, senderId, threeParts } = outcomes;
const { record, answer, receipt, unknown, claimed, sent, theOne } = outcomes;
const PARTS = 3;

/** One message of three parts, claimed by this worker. */
async function leaving() {
  const { batchId, claims, numbers } = await claimed(1, threeParts);
  const message = claims[0]!;
  assert.equal(message.segments, PARTS);
  return { batchId, message, number: numbers[0]! };
}

/** The same, of which the network has answered no part. */
async function unanswered() {
  const { batchId, message, number } = await leaving();
  const parts = [1, 2, 3].map((part) => ({ part, reference: 70 + part }));
  const ending = await unknown(message, number);
  await record({ endings: [{ ...ending, unanswered: parts } as typeof ending] });
  return { batchId, message };
}

const late = (message: ClaimedMessage, accepted: number) =>
  [1, 2, 3].map((part) => ({
    ...{ accountId: message.accountId, messageId: message.messageId, part },
    ...{ providerId, sessionId, sequence: part, smscMessageId: null },
    ...(part <= accepted
      ? { commandStatus: 0, refusal: null }
      : {
          commandStatus: 0x0b,
          refusal: { reason: 'number_refused' as const, isTemporary: false },
        }),
  }));

/** Lets its time run out, and that of a report. */
async function runOut(batchId: BatchId) {
  await ground.sql`update batches set valid_until = now() - interval '1 hour' where id = ${batchId}`;
  await expireMessages(worker, 60_000);
}

async function reported(stateCode: number) {
  const { batchId, ids } = await sent(threeParts);
  for (const id of ids) await record({ receipts: [await receipt(id, stateCode)] });
  return batchId;
}

async function queued() {
  const numbers = numbersFrom(5_000, 1);
  return (await sendTexts(owner, { senderId, numbers, text: threeParts })).batchId;
}

type Way = { way: string; state: MessageState; paidParts: number; end: () => Promise<BatchId> };

const ways: Way[] = [
  { way: 'delivered', state: 'delivered', paidParts: PARTS, end: () => reported(2) },
  {
    way: 'accepted, not delivered',
    state: 'undelivered',
    paidParts: PARTS,
    end: () => reported(5),
  },
  { way: 'accepted, rejected later', state: 'rejected', paidParts: PARTS, end: () => reported(8) },
  { way: 'accepted, expired there', state: 'expired', paidParts: PARTS, end: () => reported(3) },
  {
    ...{ way: 'accepted, never reported', state: 'expired', paidParts: PARTS },
    end: async () => {
      const { batchId } = await sent(threeParts);
      await runOut(batchId);
      return batchId;
    },
  },
  {
    ...{ way: 'some parts accepted, one refused', state: 'undelivered', paidParts: 1 },
    end: async () => {
      const { batchId, message } = await leaving();
      await record({
        answers: [answer(message, 0, 'some-1', 1), answer(message, 0x45, null, 2)],
        endings: [{ kind: 'partial', message, acceptedParts: 1, networkCode: 0x45 }],
      });
      return batchId;
    },
  },
  ...(['number_refused', 'opted_out', 'sender_removed', 'content_gone'] as const).map(
    (reason): Way => ({
      ...{ way: `refused: ${reason}`, state: 'failed', paidParts: 0 },
      end: async () => {
        const { batchId, message } = await leaving();
        await record({ endings: [{ kind: 'failed', message, reason, networkCode: null }] });
        return batchId;
      },
    }),
  ),
  {
    ...{ way: 'put off until its time ran out', state: 'expired', paidParts: 0 },
    end: async () => {
      const { batchId, message } = await leaving();
      await record({ endings: [{ kind: 'returned', message, waitMs: 3_600_000, attempt: 1 }] });
      await runOut(batchId);
      return batchId;
    },
  },
  {
    ...{ way: 'waited until its time ran out', state: 'expired', paidParts: 0 },
    end: async () => {
      const batchId = await queued();
      await runOut(batchId);
      return batchId;
    },
  },
  {
    ...{ way: 'cancelled before it left', state: 'cancelled', paidParts: 0 },
    end: async () => {
      const batchId = await queued();
      assert.ok((await cancelBatch(owner, batchId)).ok);
      return batchId;
    },
  },
  {
    ...{ way: 'never answered', state: 'expired', paidParts: PARTS },
    end: async () => {
      const { batchId } = await unanswered();
      await runOut(batchId);
      return batchId;
    },
  },
  {
    ...{ way: 'answered late: accepted', state: 'sent', paidParts: PARTS },
    end: async () => {
      const { batchId, message } = await unanswered();
      await record({ late: late(message, PARTS) });
      return batchId;
    },
  },
  {
    ...{ way: 'answered late: two parts accepted', state: 'undelivered', paidParts: 2 },
    end: async () => {
      const { batchId, message } = await unanswered();
      await record({ late: late(message, 2) });
      return batchId;
    },
  },
  {
    ...{ way: 'answered late: refused', state: 'failed', paidParts: 0 },
    end: async () => {
      const { batchId, message } = await unanswered();
      await record({ late: late(message, 0) });
      return batchId;
    },
  },
];

for (const { way, state, paidParts, end } of ways) {
  test(`${way}: ${paidParts} of ${PARTS} parts are charged, and the rest is back`, async () => {
    const before = await readBalance(owner);
    const row = await theOne(await end());
    assert.deepEqual([row.state, row.charged], [state, paidParts * priceOfSegment]);
    const after = await readBalance(owner);
    assert.equal(before.availableMicros - after.availableMicros, paidParts * priceOfSegment);
    assert.equal(after.reservedMicros, before.reservedMicros);
    await assertMoneyIsExact(worker);
  });
}
