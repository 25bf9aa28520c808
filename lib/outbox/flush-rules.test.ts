import assert from 'node:assert/strict';
import { test } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { readMessage } from '#lib/messages/read-message.ts';
import { claimMessages } from './claim-messages.ts';
import type { ClaimedMessage, ReceiptArrival } from './handover.ts';
import { partReference } from './part-reference.ts';
import { recoverClaims } from './recover-claims.ts';
import { endSmppSession } from './smpp-sessions.ts';
import {
  assertMoneyIsExact,
  claimWaiting,
  openOutcomes,
  openSessionOn,
  priceOfSegment,
  sendTexts,
} from './testing.ts';

const ground = await openTestGround();
const { owner, worker } = await castOf(ground);
const outcomes = await openOutcomes(owner, worker);
const { record, answer, claimed, theOne, freshId, receipt, threeParts, providerId } = outcomes;
const [delivered, undelivered] = [2, 5];

/** A receipt for a part whose answer the worker remembers. */
const remembered = async (
  { accountId, messageId }: ClaimedMessage,
  part: number,
  id: string,
  state: number,
): Promise<ReceiptArrival> => ({
  ...(await receipt(id, state)),
  part: { accountId, messageId, part },
});

const eventsOf = async ({ messageId }: ClaimedMessage): Promise<number> => {
  const [row] = await ground.sql`
    select count(*)::int as n from receipt_events where message_id = ${messageId}`;
  return row?.n;
};

for (const isRemembered of [true, false]) {
  const words = isRemembered ? 'remembered' : 'looked up';
  test(`D5 an answer and its receipt in one flush: delivered and charged (${words})`, async () => {
    const { batchId, claims } = await claimed(2);
    const [good, bad] = claims as [ClaimedMessage, ClaimedMessage];
    const ids = [freshId(), freshId()] as const;
    const receipts = isRemembered
      ? [
          await remembered(good, 1, ids[0], delivered),
          await remembered(bad, 1, ids[1], undelivered),
        ]
      : [await receipt(ids[0], delivered), await receipt(ids[1], undelivered)];
    await record({
      answers: [answer(good, 0, ids[0]), answer(bad, 0, ids[1])],
      endings: [
        { kind: 'sent', message: good },
        { kind: 'sent', message: bad },
      ],
      receipts,
    });
    const rows = await ground.sql`
      select state, charged_micros::int as charged, sent_at is not null as sent, final_at is not null as final
      from message_status where batch_id = ${batchId} order by message_id`;
    const common = { charged: priceOfSegment, sent: true, final: true };
    assert.deepEqual(
      [...rows],
      [
        { state: 'delivered', ...common },
        { state: 'undelivered', ...common },
      ],
    );
    assert.deepEqual([await eventsOf(good), await eventsOf(bad)], [1, 1]);
    await assertMoneyIsExact(worker);
  });
}

test('D5 of a long message some receipts come with the last answer, and one later', async () => {
  const { batchId, claims } = await claimed(1, threeParts);
  const [message] = claims as [ClaimedMessage];
  const ids = [freshId(), freshId(), freshId()] as const;
  await record({
    answers: ids.map((id, index) => answer(message, 0, id, index + 1)),
    endings: [{ kind: 'sent', message }],
    receipts: [
      await remembered(message, 1, ids[0], delivered),
      await remembered(message, 3, ids[2], delivered),
    ],
  });
  assert.equal((await theOne(batchId)).state, 'sent');
  await record({ receipts: [await remembered(message, 2, ids[1], delivered)] });
  assert.equal((await theOne(batchId)).state, 'delivered');
  assert.equal(await eventsOf(message), 3);
});

test('D3 what a fenced session heard counts for nothing, and its receipt finds the message by our reference', async () => {
  const sessionId = await openSessionOn(worker, providerId);
  const number = '+306955500000';
  const { batchId } = await sendTexts(owner, { senderId: outcomes.senderId, numbers: [number] });
  const [message] = (await claimWaiting(worker, { sessionId })) as [ClaimedMessage];
  await ground.sql`
    update smpp_sessions set intended_positions = array_fill(9, array[3]) where id = ${sessionId}`;
  await endSmppSession(worker, sessionId, 'taken over');
  await recoverClaims(worker);
  assert.equal((await theOne(batchId)).state, 'unknown');
  const id = freshId();
  const arrival = await receipt(id, delivered, number, partReference(message.messageId, 1));
  const { accountId, messageId } = message;
  await record({
    answers: [answer(message, 0, id)],
    endings: [{ kind: 'sent', message }],
    receipts: [{ ...arrival, part: { accountId, messageId, part: 1 } }],
  });
  const row = await theOne(batchId);
  assert.deepEqual([row.state, row.charged], ['delivered', priceOfSegment]);
  assert.equal(await eventsOf(message), 1);
  await assertMoneyIsExact(worker);
});

test('D6 an id that the SMSC gave twice is no error, and its receipt belongs to the newer message', async () => {
  const id = freshId();
  const batches = [];
  for (let i = 0; i < 2; i++) {
    const { batchId, claims } = await claimed(1);
    const [message] = claims as [ClaimedMessage];
    await record({ answers: [answer(message, 0, id)], endings: [{ kind: 'sent', message }] });
    batches.push(batchId);
  }
  await record({ receipts: [await receipt(id, delivered)] });
  const states = [];
  for (const batchId of batches) states.push((await theOne(batchId)).state);
  assert.deepEqual(states, ['sent', 'delivered']);
});

test('D7 claims do not step over what was taken before, while a report keeps it from being cleaned away', async () => {
  const sessionId = await openSessionOn(worker, providerId);
  const numbers = Array.from({ length: 2_000 }, (_, i) => `+3069${70_000_000 + i}`);
  await sendTexts(owner, { senderId: outcomes.senderId, numbers });
  const readEntries = async (): Promise<number> => {
    await ground.sql`select pg_stat_force_next_flush()`;
    const [row] = await ground.sql`
      select idx_tup_read::int as n from pg_stat_all_indexes where indexrelname = 'outbox_lane_account_id_id_pk'`;
    return row?.n;
  };
  await ground.sql.begin('isolation level repeatable read', async (sql) => {
    await sql`select count(*) from outbox`;
    const before = await readEntries();
    const share = { lane: 2, accountId: owner.actor.accountId, count: 100 };
    let aboveId = 0;
    for (let base = 0; base < numbers.length; base += share.count) {
      const positions = [0, 0, base];
      const shares = [{ ...share, aboveId }];
      const claims = await claimMessages(worker, { sessionId, positions, shares });
      assert.equal(claims.length, share.count);
      aboveId = Math.max(...claims.map((claim) => claim.outboxId));
    }
    const after = await readEntries();
    // Each entry once or twice; from the beginning each time it would be ten times as many.
    assert.ok(after - before < 3 * numbers.length, `${after - before} entries were read`);
  });
});

test('F4 a command_status of all 32 bits is recorded and shown with its number', async () => {
  const { batchId, claims } = await claimed(1);
  const [message] = claims as [ClaimedMessage];
  const networkCode = 0xfedcba98;
  await record({
    answers: [answer(message, networkCode)],
    endings: [{ kind: 'failed', message, reason: 'network_refused', networkCode }],
  });
  assert.equal((await theOne(batchId)).state, 'failed');
  const shown = await readMessage(owner, batchId, message.messageId);
  assert.equal(shown?.networkCode, networkCode);
});
