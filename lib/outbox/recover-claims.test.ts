import assert from 'node:assert/strict';
import { test } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { workerContext } from '#lib/context.ts';
import { saveProvider } from '#lib/providers/save-provider.ts';
import { beatWorker } from './beat-worker.ts';
import { wholeMessage } from './handover.ts';
import { recordOutcomes } from './record-outcomes.ts';
import { endLostSessions, recoverClaims } from './recover-claims.ts';
import { endSmppSession, recordIntent } from './smpp-sessions.ts';
import {
  assertMoneyIsExact,
  claimWaiting,
  countStates,
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

test('D2 above the mark it goes back, at or below it is unknown, and the lost session records nothing', async () => {
  const { sessionId } = await openTestSession(worker);
  await sendTexts(owner, { senderId, numbers: numbersFrom(0, 1_200) });
  const claims = await claimWaiting(worker, { sessionId, base: 0, limit: 1_200 });
  await recordIntent(worker, sessionId, [0, 0, 700]);
  assert.deepEqual(await recoverClaims(worker), []);
  await endSmppSession(worker, sessionId, 'test');
  while ((await recoverClaims(worker)).length > 0);
  assert.deepEqual(await countStates(worker), { queued: 500, unknown: 700 });
  await recordOutcomes(worker, {
    answers: [],
    endings: claims.map((message) => ({ kind: 'sent', message })),
    late: [],
    receipts: [],
  });
  assert.deepEqual(await countStates(worker), { queued: 500, unknown: 700 });
  await assertMoneyIsExact(worker);
});

test('a worker that is silent for its lease loses its sessions, one that beats keeps them', async () => {
  const silent = workerContext(ground, 'silent');
  await openTestSession(silent);
  await openTestSession(worker);
  assert.equal(await endLostSessions(worker, 60_000), 0);
  await ground.sql`update workers set seen_at = now() - interval '9 seconds' where id = 'silent'`;
  await beatWorker(worker, {});
  assert.equal(await endLostSessions(worker, 8_000), 1);
  assert.equal(await endLostSessions(worker, 8_000), 0);
});

test('parts that were answered before the crash are remembered', async () => {
  const { sessionId, providerId } = await openTestSession(worker);
  const text = 'Wort '.repeat(80);
  const { batchId, messageIds } = await sendTexts(owner, {
    senderId,
    numbers: numbersFrom(5_000, 1),
    text,
  });
  const claims = await claimWaiting(worker, { sessionId, base: 0, limit: 1_000 });
  const message = claims.find((claim) => claim.batchId === batchId)!;
  await recordIntent(worker, sessionId, [0, message.position, 0]);
  const answer = { message, part: 1, providerId, sequence: 1 };
  await recordOutcomes(worker, {
    answers: [{ ...answer, commandStatus: 0, smscMessageId: 'first-part' }],
    endings: [],
    late: [],
    receipts: [],
  });
  await endSmppSession(worker, sessionId, 'test');
  while ((await recoverClaims(worker)).length > 0);
  const parts = await ground.sql`
    select part from unanswered where message_id = ${messageIds[0]!} order by part`;
  assert.deepEqual(
    parts.map((row) => row.part),
    [2, 3],
  );
  await assertMoneyIsExact(worker);
});

test('D2, F3 a long text in one PDU may have left as a whole, and its late answer accepts every part', async () => {
  const { sessionId, providerId } = await openTestSession(worker);
  await saveProvider(worker, { name: 'test', longText: 'payload' });
  const text = 'Wort '.repeat(80);
  const numbers = numbersFrom(6_000, 1);
  const { batchId } = await sendTexts(owner, { senderId, numbers, text });
  const claims = await claimWaiting(worker, { sessionId, base: 0, limit: 1_000 });
  const message = claims.find((claim) => claim.batchId === batchId)!;
  await recordIntent(worker, sessionId, [0, message.position, 0]);
  await endSmppSession(worker, sessionId, 'test');
  while ((await recoverClaims(worker)).length > 0);
  const parts =
    await ground.sql`select part from unanswered where message_id = ${message.messageId}`;
  assert.deepEqual([...parts], [{ part: wholeMessage }]);

  const { accountId, messageId } = message;
  const part = { accountId, messageId, part: wholeMessage, providerId, sessionId, sequence: 1 };
  const late = [{ ...part, commandStatus: 0, smscMessageId: 'whole', refusal: null }];
  await recordOutcomes(worker, { answers: [], endings: [], late, receipts: [] });
  const [row] = await statusOf(worker, batchId);
  assert.deepEqual([row!.state, row!.acceptedParts], ['sent', 3]);
  assert.equal(row!.charged, 3 * priceOfSegment);
  await assertMoneyIsExact(worker);
});
