import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Submit } from '#dev/simulator/submit.ts';
import type { CustomerContext, Ground } from '#lib/context.ts';
import type { BatchId } from '#lib/ids.ts';
import { listMessages } from '#lib/messages/list-messages.ts';
import type { MessageSummary } from '#lib/messages/message-summary.ts';
import { readBatch } from '#lib/messages/read-batch.ts';
import {
  assertMoneyIsExact,
  countStates,
  priceOfSegment,
  sendTexts,
  statusOf,
} from '#lib/outbox/testing.ts';
import { until } from './testing.ts';

type Sent = { batchId: BatchId; numbers: string[] };
type Ledger = () => Promise<Submit[]> | Submit[];
type Place = { ground: Ground; owner: CustomerContext };

/** Accepts batches of `texts`, one after the other. */
export async function sendBatches(
  { owner }: Place,
  senderId: Parameters<typeof sendTexts>[1]['senderId'],
  texts: { numbers: string[]; text?: string }[],
): Promise<Sent[]> {
  const sent: Sent[] = [];
  for (const { numbers, text = 'Hello' } of texts) {
    const { batchId } = await sendTexts(owner, { senderId, numbers, text });
    sent.push({ batchId, numbers });
  }
  return sent;
}

const isUnderWay = (state: string) => ['queued', 'sending', 'sent'].includes(state);

/**
 * Waits until every message has ended, or says that nobody knows. Then the SMSC's ledger, the database and the
 * customer's pages have to agree: nothing lost, nothing accepted twice, everything charged that was accepted, and
 * nothing else. Returns how many are unknown, and how many were left in parts.
 */
export async function assertHonestEnd(place: Place, sent: Sent[], ledger: Ledger) {
  const parts = await until('every message has ended, and every receipt is in', async () => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const states = await countStates(place.ground);
    if (Object.keys(states).some(isUnderWay)) return false;
    const accepted = partsAccepted(await ledger());
    const shown = await Promise.all(sent.map((batch) => readPages(place.owner, batch)));
    const isIn = (message: MessageSummary) =>
      (partsOf(accepted, message) === message.segments) === (message.state === 'delivered');
    return (
      shown.every(
        ({ messages, batch }) =>
          batch.finishedAt !== null || messages.some(({ state }) => state === 'unknown'),
      ) &&
      shown.flatMap(({ messages }) => messages).every(isIn) &&
      accepted
    );
  });
  const counts = { unknown: 0, partial: 0 };
  for (const batch of sent) {
    const messages = await assertBatch(place, batch, parts);
    counts.unknown += messages.filter(({ state }) => state === 'unknown').length;
    counts.partial += messages.filter(({ state }) => state === 'undelivered').length;
  }
  await assertMoneyIsExact(place.ground);
  return counts;
}

async function assertBatch(
  { ground, owner }: Place,
  sent: Sent,
  accepted: Map<string, number[]>,
): Promise<MessageSummary[]> {
  const { batch, messages } = await until(
    'the page of the batch counts what its messages say',
    async () => {
      const shown = await readPages(owner, sent);
      return isDeepStrictEqual(shown.batch.counts, countsOf(shown.messages)) && shown;
    },
  );
  assert.equal(messages.length, sent.numbers.length, 'none is lost');
  assert.deepEqual(
    messages.map(({ recipient }) => recipient),
    sent.numbers,
  );
  for (const message of messages) {
    const parts = accepted.get(message.recipient ?? '') ?? [];
    assert.equal(new Set(parts).size, parts.length, 'nothing is accepted twice');
    const { state, segments, chargedMicros } = message;
    assert.ok(['delivered', 'unknown', 'undelivered'].includes(state), `ended as ${state}`);
    if (state === 'delivered') assert.equal(parts.length, segments);
    else assert.ok(parts.length < segments, `${state}, and all of it was accepted`);
    if (state === 'undelivered') assert.equal(message.reason, 'partly_refused');
    const charged = { delivered: segments, undelivered: parts.length, unknown: 0 }[
      state as 'unknown'
    ];
    assert.equal(chargedMicros, charged * priceOfSegment, `what ${state} costs`);
  }
  const rows = await statusOf(ground, sent.batchId);
  assert.deepEqual(
    messages.map(({ state }) => state),
    rows.map(({ state }) => state),
  );
  assert.equal(
    batch.chargedMicros,
    messages.reduce((sum, message) => sum + message.chargedMicros, 0),
  );
  return messages;
}

/** What the customer's pages show of a batch. */
async function readPages(owner: CustomerContext, { batchId, numbers }: Sent) {
  const batch = await readBatch(owner, batchId);
  assert.ok(batch);
  const { messages } = await listMessages(owner, batchId, { limit: numbers.length + 1 });
  return { batch, messages };
}

function countsOf(messages: MessageSummary[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of messages) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** By number, the parts that the SMSC accepted, as often as it did. */
function partsAccepted(submits: Submit[]): Map<string, number[]> {
  const accepted = new Map<string, number[]>();
  for (const { to, udh, smscId } of submits) {
    if (smscId === null) continue;
    const parts = accepted.get(to) ?? [];
    accepted.set(to, parts);
    parts.push(udh?.part ?? 1);
  }
  return accepted;
}

const partsOf = (accepted: Map<string, number[]>, { recipient }: MessageSummary) =>
  new Set(accepted.get(recipient ?? '')).size;
