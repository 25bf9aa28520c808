import assert from 'node:assert/strict';
import { test } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { expireMessages } from './expire-messages.ts';
import type { Ending } from './handover.ts';
import { receiptMatchHash } from './receipt-match-hash.ts';
import { recordOutcomes } from './record-outcomes.ts';
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
const { sessionId, providerId } = await openTestSession(worker);

test('at the end of its validity every message ends, and is charged only if the network has it', async () => {
  const { batchId } = await sendTexts(owner, { senderId, numbers: numbersFrom(0, 4) });
  const claims = await claimWaiting(worker, { sessionId, base: 0, limit: 3 });
  const recipientHash = await receiptMatchHash(worker.keyring, 'any');
  const unanswered = [{ part: 1, reference: 1 }];
  const endings: Ending[] = [
    { kind: 'sent', message: claims[0]! },
    {
      ...{ kind: 'unknown', message: claims[1]!, acceptedParts: 0, providerId },
      ...{ unanswered, recipientHash },
    },
    { kind: 'returned', message: claims[2]!, waitMs: 3_600_000, attempt: 1 },
  ];
  await recordOutcomes(worker, { answers: [], endings, late: [], receipts: [] });
  assert.deepEqual(await expireMessages(worker, 0), []);
  assert.deepEqual(await countStates(worker), { queued: 2, sent: 1, unknown: 1 });

  await ground.sql`update batches set valid_until = now() - interval '5 seconds'`;
  assert.equal((await expireMessages(worker, 40_000)).length, 1);
  assert.deepEqual(await countStates(worker), { expired: 2, sent: 1, unknown: 1 });
  assert.deepEqual(await expireMessages(worker, 40_000), []);
  await assertMoneyIsExact(worker);

  await expireMessages(worker, 4_000);
  assert.deepEqual(await countStates(worker), { expired: 4 });
  const rows = await statusOf(worker, batchId);
  assert.deepEqual(
    rows.map((row) => [row.reason, row.charged]),
    [
      ['no_report', priceOfSegment],
      ['no_answer', priceOfSegment],
      ['waited_too_long', 0],
      ['waited_too_long', 0],
    ],
  );
  const [left] = await ground.sql`
    select (select count(*) from outbox)::int + (select count(*) from deferred)::int
      + (select count(*) from unanswered)::int as n`;
  assert.equal(left?.n, 0);
  await assertMoneyIsExact(worker);
});

test('a message given back after its time expires at once', async () => {
  const { batchId } = await sendTexts(owner, { senderId, numbers: numbersFrom(10, 1) });
  const [message] = await claimWaiting(worker, { sessionId, base: 10, limit: 1 });
  await ground.sql`update batches set valid_until = now() - interval '1 second' where id = ${batchId}`;
  const ending: Ending = { kind: 'returned', message: message!, waitMs: 5_000, attempt: 1 };
  await recordOutcomes(worker, { answers: [], endings: [ending], late: [], receipts: [] });
  assert.equal((await statusOf(worker, batchId))[0]!.reason, 'waited_too_long');
  await assertMoneyIsExact(worker);
});
