import assert from 'node:assert/strict';
import { it } from 'node:test';
import { and, eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import * as schema from '#db/schema/all.ts';
import { attempts, batches, messageStatus, receiptEvents } from '#db/schema/messages.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { type BatchId, type MessageId, newId } from '#lib/ids.ts';
import { micros } from '#lib/money/micros.ts';
import { listBatches } from './list-batches.ts';
import { listMessages } from './list-messages.ts';
import { readBatch } from './read-batch.ts';
import { readBatchProgress } from './read-batch-progress.ts';
import { readMessage } from './read-message.ts';
import { recountBatches } from './recount-batches.ts';
import { searchMessages } from './search-messages.ts';
import { acceptTestBatch, giveCredit, testPrice } from './testing.ts';

const ground = await openTestGround();
const { db } = ground;
const { owner, stranger } = await castOf(ground);
await giveCredit(owner);
await giveCredit(stranger);
const { accountId } = owner.actor;

const setStatus = (id: MessageId, set: Partial<typeof messageStatus.$inferInsert>) =>
  db
    .update(messageStatus)
    .set(set)
    .where(and(eq(messageStatus.accountId, accountId), eq(messageStatus.messageId, id)));

it('lists batches newest first, page by page, without codes and without those of others', async () => {
  const mine: BatchId[] = [];
  for (let i = 0; i < 5; i++) {
    mine.unshift(
      (await acceptTestBatch(ground, owner, { text: `Batch ${i}\nsecond line` })).batchId,
    );
  }
  await acceptTestBatch(ground, owner, { code: true, count: 1 });
  await acceptTestBatch(ground, stranger);
  const first = await listBatches(owner, { limit: 3 });
  const second = await listBatches(owner, { limit: 3, before: first.next! });
  assert.equal(second.next, null);
  assert.deepEqual(
    [...first.batches, ...second.batches].map(({ id }) => id),
    mine,
  );
  const [newest] = first.batches;
  assert.equal(newest?.excerpt, 'Batch 4 second line');
  assert.equal(newest.sender, 'AllSMS');
  assert.deepEqual(newest.counts, { queued: 3 });
});

it('filters batches by state, sender and time', async () => {
  const senderId = newId();
  const { batchId, messageIds } = await acceptTestBatch(ground, owner, {
    sender: { kind: 'brand', id: senderId as never, value: 'Bakery' },
  });
  await setStatus(messageIds[0]!, { state: 'failed', reason: 'number_refused' });
  await recountBatches(db, [{ accountId, batchId }]);
  const only = async (filter: Parameters<typeof listBatches>[1]) =>
    (await listBatches(owner, filter)).batches.map(({ id }) => id);
  assert.deepEqual(await only({ state: 'failed' }), [batchId]);
  assert.deepEqual(await only({ senderId: senderId as never }), [batchId]);
  assert.deepEqual(await only({ to: new Date(Date.now() - 60_000) }), []);
  assert.deepEqual(await only({ from: new Date(Date.now() + 60_000) }), []);
  const all = await only({});
  assert.deepEqual(await only({ from: new Date(Date.now() - 60_000), to: new Date() }), all);
});

it('pages the recipients of a batch in their order, and filters them by state', async () => {
  const { batchId, messageIds, numbers } = await acceptTestBatch(ground, owner, { count: 7 });
  await setStatus(messageIds[4]!, { state: 'failed', reason: 'number_refused', networkCode: 11 });
  const seen = [];
  let after: MessageId | undefined;
  do {
    const page = await listMessages(owner, batchId, { after, limit: 3 });
    seen.push(...page.messages);
    after = page.next ?? undefined;
  } while (after);
  assert.deepEqual(
    seen.map(({ recipient }) => recipient),
    numbers,
  );
  const failed = await listMessages(owner, batchId, { state: 'failed' });
  assert.deepEqual(
    failed.messages.map(({ id, reason, networkCode }) => [id, reason, networkCode]),
    [[messageIds[4], 'number_refused', 11]],
  );
});

it('finds what was sent to a number, newest first, without codes', async () => {
  const first = await acceptTestBatch(ground, owner, { count: 2 });
  const number = first.numbers[1]!;
  const again = await acceptTestBatch(ground, owner, {
    recipients: [{ number, country: 'GR', segmentMicros: testPrice }],
  });
  await acceptTestBatch(ground, owner, {
    code: true,
    recipients: [{ number, country: 'GR', segmentMicros: micros(0) }],
  });
  const found = await searchMessages(owner, { number });
  assert.deepEqual(
    found.messages.map(({ batchId }) => batchId),
    [again.batchId, first.batchId],
  );
  const page = await searchMessages(owner, { number, limit: 1 });
  const rest = await searchMessages(owner, { number, limit: 1, before: page.next! });
  assert.equal(rest.messages[0]?.id, first.messageIds[1]);
  assert.equal(rest.next, null);
  assert.deepEqual((await searchMessages(stranger, { number })).messages, []);
});

it('shows nothing of a batch to a stranger, and no codes to anybody', async () => {
  const { batchId, messageIds } = await acceptTestBatch(ground, owner);
  assert.ok(await readBatch(owner, batchId));
  assert.equal(await readBatch(stranger, batchId), null);
  assert.equal(await readBatchProgress(stranger, batchId), null);
  assert.equal(await readMessage(stranger, batchId, messageIds[0]!), null);
  assert.deepEqual((await listMessages(stranger, batchId)).messages, []);
  const code = await acceptTestBatch(ground, owner, { code: true, count: 1 });
  assert.equal(await readBatch(owner, code.batchId), null);
  assert.equal(await readBatchProgress(owner, code.batchId), null);
  assert.equal(await readMessage(owner, code.batchId, code.messageIds[0]!), null);
  const other = await acceptTestBatch(ground, owner);
  assert.equal(await readMessage(owner, other.batchId, messageIds[0]!), null);
});

it('shows a batch with its text, and the rest of it once the text was destroyed', async () => {
  const text = 'x'.repeat(100);
  const { batchId, messageIds } = await acceptTestBatch(ground, owner, { text });
  const batch = await readBatch(owner, batchId);
  assert.equal(batch?.text, 'x'.repeat(100));
  assert.equal(batch.excerpt, `${'x'.repeat(79)}…`);
  assert.equal(batch.cancellable, true);
  assert.equal(batch.permissionWording, 'They agreed.');
  const contentDestroyedAt = new Date();
  await db
    .update(batches)
    .set({ contentDestroyedAt, contentDestroyedWhy: 'retention' })
    .where(eq(batches.id, batchId));
  const later = await readBatch(owner, batchId);
  assert.deepEqual([later?.text, later?.excerpt, later?.sender], [null, null, 'AllSMS']);
  const fate = { masked: false, destroyedAt: contentDestroyedAt, destroyedWhy: 'retention' };
  assert.deepEqual(later?.fate, fate);
  const message = await readMessage(owner, batchId, messageIds[0]!);
  assert.deepEqual([message?.text, message?.fate], [null, fate]);
  assert.deepEqual(message?.timeline.at(-1), {
    ...{ at: contentDestroyedAt, what: 'destroyed', raw: null },
    sentence: 'Content destroyed. The time for which you keep texts was over.',
  });
});

it('shows no text whose key is lost, and none that is masked, before it is destroyed', async () => {
  const lost = await acceptTestBatch(ground, owner);
  const masked = await acceptTestBatch(ground, owner, { masked: true });
  const key = { contentKey: 'content/lost' };
  await db.update(batches).set(key).where(eq(batches.id, lost.batchId));
  for (const { batchId } of [lost, masked]) {
    const batch = await readBatch(owner, batchId);
    assert.deepEqual([batch?.text, batch?.excerpt], [null, null]);
    assert.deepEqual(batch?.fate, {
      ...{ masked: batchId === masked.batchId, destroyedAt: null, destroyedWhy: null },
    });
  }
});

const part = (messageId: MessageId, number: number, status: number | null, id: string | null) => ({
  ...{ accountId, messageId, part: number, commandStatus: status, smscMessageId: id },
  ...{ providerId: 1, sessionId: 1, sequence: number },
});

it('tells the story of a message that was delivered', async () => {
  const text = 'ζ'.repeat(71);
  const { batchId, messageIds } = await acceptTestBatch(ground, owner, { text });
  const id = messageIds[0]!;
  await db
    .insert(attempts)
    .values([part(id, 1, 0x58, null), part(id, 1, 0, 'A1'), part(id, 2, 0, 'A2')]);
  await db
    .insert(receiptEvents)
    .values([{ accountId, messageId: id, part: 1, stateCode: 2, raw: 'stat:DELIVRD err:000' }]);
  await setStatus(id, {
    state: 'delivered',
    chargedMicros: micros(2 * testPrice),
    sentAt: new Date(Date.now() + 1000),
    finalAt: new Date(Date.now() + 2000),
  });
  const message = await readMessage(owner, batchId, id);
  assert.equal(message?.text, text);
  assert.deepEqual(
    message.timeline.map(({ what, sentence, raw }) => [what, sentence, raw]),
    [
      [
        'accepted',
        'You sent it, and All SMS accepted it. €0.084 was set aside for its 2 SMS.',
        null,
      ],
      [
        'answer',
        'Part 1 of 2: The network is busy. We try again until the message is no longer valid.',
        'command_status 0x00000058 ESME_RTHROTTLED',
      ],
      [
        'answer',
        'The network accepted part 1 of 2.',
        'command_status 0x00000000 ESME_ROK, message_id A1',
      ],
      [
        'answer',
        'The network accepted part 2 of 2.',
        'command_status 0x00000000 ESME_ROK, message_id A2',
      ],
      [
        'report',
        'Part 1 of 2: The network reports that it is on the phone.',
        'stat:DELIVRD err:000',
      ],
      ['money', '€0.084 was charged.', null],
      ['ended', 'Delivered. The network reports that it is on the phone.', null],
    ],
  );
});

it('says of a message that failed, was partly accepted or got no answer what it cost', async () => {
  const { batchId, messageIds } = await acceptTestBatch(ground, owner, { text: 'ζ'.repeat(71) });
  const [failed, partial, unknown] = messageIds as [MessageId, MessageId, MessageId];
  const finalAt = new Date(Date.now() + 1000);
  await setStatus(failed, { state: 'failed', reason: 'number_refused', finalAt });
  await setStatus(partial, {
    ...{ state: 'undelivered', reason: 'partly_refused', sentAt: finalAt, finalAt },
    chargedMicros: testPrice,
  });
  await setStatus(unknown, { state: 'unknown' });
  await db.insert(attempts).values(part(unknown, 1, null, null));
  const story = async (id: MessageId) =>
    (await readMessage(owner, batchId, id))!.timeline.map(({ sentence }) => sentence).slice(1);
  assert.deepEqual(await story(failed), [
    'You were not charged: €0.084 went back to your balance.',
    'Not sent. The network does not accept this number.',
  ]);
  assert.match((await story(partial))[0]!, /€0\.042 was charged .* €0\.042 went back/);
  assert.deepEqual(await story(unknown), ['Handed over part 1 of 2. The network did not answer.']);
});

/** The statements that `ask` runs, with the plans that PostgreSQL ran them by. */
async function plansOf(ask: (ctx: typeof owner) => Promise<unknown>): Promise<string[]> {
  const asked: [string, unknown[]][] = [];
  const logger = { logQuery: (query: string, params: unknown[]) => asked.push([query, params]) };
  await ask({ ...owner, db: drizzle(ground.sql, { schema, logger }) });
  return Promise.all(
    asked.map(async ([query, params]) => {
      const rows = await ground.sql.unsafe(`explain (analyze) ${query}`, params as never[]);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    }),
  );
}

it('reads pages of a big account by index, whatever is asked', async () => {
  const { batchId, messageIds, numbers } = await acceptTestBatch(ground, owner, { count: 20_000 });
  await ground.sql`analyze`;
  const after = messageIds[15_000]!;
  for (const [ask, index] of [
    [(ctx) => listMessages(ctx, batchId, { after }), /using messages_\w+_(batch_id_id_idx|pkey)/],
    [(ctx) => searchMessages(ctx, { number: numbers[77]! }), /recipient_hash_id_idx/],
    [(ctx) => readMessage(ctx, batchId, after), /using messages_\w+_pkey/],
  ] as [(ctx: typeof owner) => Promise<unknown>, RegExp][]) {
    const plans = (await plansOf(ask)).filter((plan) => plan.includes('messages_'));
    assert.ok(plans.length > 0);
    for (const plan of plans) {
      assert.match(plan, index);
      assert.doesNotMatch(
        plan,
        /Seq Scan on (messages|message_status)_\w+ .*actual.* rows=[1-9]/,
        plan,
      );
    }
  }
});
