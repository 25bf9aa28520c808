import assert from 'node:assert/strict';
import { it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { batches, messageStatus, messages } from '#db/schema/messages.ts';
import { deferred, LANES, outbox } from '#db/schema/outbox.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { openText } from '#lib/crypto/seal.ts';
import { requireKey } from '#lib/keyring/keyring.ts';
import { checkLedger } from '#lib/ledger/check-ledger.ts';
import { acceptTestBatch, giveCredit, testPrice } from './testing.ts';

const ground = await openTestGround();
const { owner } = await castOf(ground);
await giveCredit(owner);

const batchRow = async (batchId: string) => {
  const [row] = await ground.db
    .select()
    .from(batches)
    .where(eq(batches.id, batchId as never));
  return row!;
};

it('writes every message once, in the order of its recipients, and wakes the worker', async () => {
  let woken = 0;
  const { unlisten } = await ground.sql.listen('outbox', () => woken++);
  const accepted = await acceptTestBatch(ground, owner, { count: 5_100 });
  const { batchId, messageIds, numbers } = accepted;
  const key = await requireKey(ground.keyring, (await batchRow(batchId)).numberKey);
  const rows = await ground.db
    .select()
    .from(messages)
    .where(eq(messages.batchId, batchId))
    .orderBy(messages.id);
  assert.deepEqual(
    rows.map((row) => row.id),
    messageIds,
  );
  assert.deepEqual(
    rows.map((row) => openText(key, `messages.recipient:${row.id}`, row.recipientSealed)),
    numbers,
  );
  const waiting = await ground.db.select().from(outbox).orderBy(outbox.id);
  assert.deepEqual(
    waiting.map((row) => row.messageId),
    messageIds,
  );
  assert.equal(await ground.db.$count(messageStatus, eq(messageStatus.state, 'queued')), 5_100);
  assert.deepEqual((await batchRow(batchId)).counts, { queued: 5_100 });
  assert.equal(accepted.totalMicros, 5_100 * testPrice);
  await unlisten();
  assert.equal(woken, 1);
  assert.deepEqual((await checkLedger(ground.db)).problems, []);
});

it('gives up to five recipients the fast lane and codes the fastest', async () => {
  const laneOf = async (batchId: string) => {
    const [row] = await ground.db
      .select()
      .from(outbox)
      .where(eq(outbox.batchId, batchId as never));
    return row?.lane;
  };
  const lanes = [
    await acceptTestBatch(ground, owner, { count: 5 }),
    await acceptTestBatch(ground, owner, { count: 6 }),
    await acceptTestBatch(ground, owner, { count: 1, code: true }),
  ].map(({ batchId }) => laneOf(batchId));
  assert.deepEqual(await Promise.all(lanes), [LANES.single, LANES.bulk, LANES.code]);
});

it('keeps what is planned out of the queue, and lets it be valid from its time on', async () => {
  const sendAt = new Date(Date.now() + 86_400_000);
  const { batchId, messageIds } = await acceptTestBatch(ground, owner, { sendAt });
  assert.equal(await ground.db.$count(outbox, eq(outbox.batchId, batchId)), 0);
  const waiting = await ground.db.select().from(deferred).where(eq(deferred.batchId, batchId));
  assert.deepEqual(waiting.map((row) => row.messageId).sort(), messageIds);
  assert.ok(waiting.every((row) => row.dueAt.getTime() === sendAt.getTime()));
  const { validUntil } = await batchRow(batchId);
  assert.equal(validUntil.getTime() - sendAt.getTime(), 48 * 3_600_000);
});

it('counts parts as they are sent and multiplies them into the price', async () => {
  const text = 'ζ'.repeat(71);
  const { batchId, totalMicros } = await acceptTestBatch(ground, owner, { text });
  assert.equal((await batchRow(batchId)).segments, 2);
  assert.equal(totalMicros, 3 * 2 * testPrice);
});

it('stores neither text nor numbers nor sender as they are', async () => {
  const text = 'canary-7f3a9b';
  const { batchId, numbers } = await acceptTestBatch(ground, owner, {
    text,
    sender: { kind: 'service', id: null, value: 'CanaryBrand' },
  });
  const stored = JSON.stringify([
    await ground.sql`select b::text from batches b where id = ${batchId}`,
    await ground.sql`select m::text from messages m where batch_id = ${batchId}`,
    await ground.sql`select o::text from outbox o where batch_id = ${batchId}`,
  ]);
  for (const secret of [text, 'CanaryBrand', numbers[0]!, numbers[0]!.slice(1)]) {
    assert.ok(!stored.includes(secret));
    assert.ok(!stored.includes(Buffer.from(secret).toString('hex')));
  }
});

it('never says in an error what it could not write', async () => {
  const canary = 'canary-1c2d3e';
  await assert.rejects(
    ground.db.execute(sql`select ${canary}::uuid`),
    (error: Error) => !error.stack!.includes(canary) && error.message.includes('22P02'),
  );
  const failed = await acceptTestBatch(ground, owner, {
    permissionWording: canary,
    currency: null as never,
  }).then(
    () => assert.fail('must not be accepted'),
    (error: Error) => error,
  );
  assert.match(failed.message, /null value in column "currency"/);
  for (const place of [failed.message, String(failed), failed.stack!, JSON.stringify(failed)]) {
    assert.ok(!place.includes(canary));
  }
});
