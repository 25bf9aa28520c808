import assert from 'node:assert/strict';
import { beforeEach, it } from 'node:test';
import { and, eq, isNull } from 'drizzle-orm';
import { dataKeys, maskingKeys } from '#db/schema/keys.ts';
import { batches } from '#db/schema/messages.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { BatchId } from '#lib/ids.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';
import { burnSpent } from '#lib/masking/burn-spent.ts';
import { refillMaskingKeys } from '#lib/masking/refill-masking-keys.ts';
import { readBatch } from '#lib/messages/read-batch.ts';
import { recountBatches } from '#lib/messages/recount-batches.ts';
import { acceptTestBatch, giveCredit } from '#lib/messages/testing.ts';
import { readBatchContents } from '#lib/outbox/read-batch-contents.ts';
import { destroyPast } from './destroy-past.ts';
import { listContentChoices } from './list-content-choices.ts';
import { storedContent } from './stored-content.ts';

const ground = await openTestGround();
const { worker } = await castOf(ground);

let owner: CustomerContext;
let stranger: CustomerContext;
beforeEach(async () => {
  ({ owner, stranger } = await castOf(ground));
  await giveCredit(owner);
  await giveCredit(stranger);
  await refillMaskingKeys(ground, 40);
});

const rowOf = async (batchId: BatchId) =>
  (await ground.db.select().from(batches).where(eq(batches.id, batchId)))[0]!;
const textOf = async (ctx: CustomerContext, batchId: BatchId) =>
  (await readBatch(ctx, batchId))?.text ?? null;
/** What the worker would send. */
const sendableOf = async ({ actor: { accountId } }: CustomerContext, batchId: BatchId) =>
  (await readBatchContents(worker, [{ accountId, batchId }])).get(batchId)?.text ?? null;
const leave = async (ctx: CustomerContext, batchId: BatchId, state = 'delivered') => {
  await ground.sql`update message_status set state = ${state}::message_state where batch_id = ${batchId}`;
  await recountBatches(ground.db, [{ accountId: ctx.actor.accountId, batchId }]);
};
async function sent(ctx: CustomerContext, text: string) {
  const { batchId } = await acceptTestBatch(ground, ctx, { text });
  await leave(ctx, batchId);
  return batchId;
}

it('destroys the text of everything that was sent, and says when and why', async () => {
  const ids = [await sent(owner, 'One'), await sent(owner, 'Two')];
  const { contentKey } = await rowOf(ids[0]!);
  assert.equal((await storedContent(owner)).readable, 2);
  assert.ok((await storedContent(owner)).nextGoesAt! > new Date());
  assert.deepEqual(await destroyPast(owner), { ok: true, batches: 2 });
  assert.equal(await ground.keyring.read(contentKey), null);
  for (const id of ids) {
    const batch = await readBatch(owner, id);
    assert.deepEqual([batch?.text, batch?.excerpt], [null, null]);
    assert.equal(batch?.fate.destroyedWhy, 'past');
    assert.ok(batch.fate.destroyedAt);
  }
  assert.deepEqual(await storedContent(owner), {
    ...{ readable: 0, readableWaiting: 0, maskedWaiting: 0, destroyed: 2 },
    ...{ oldestAt: null, nextGoesAt: null },
  });
  const [choice] = await listContentChoices(owner);
  assert.deepEqual([choice?.pastToo, choice?.contentDays], [true, 90]);
});

it('touches nothing of a stranger, and nothing that is sent afterwards', async () => {
  const theirs = await sent(stranger, 'Theirs');
  await sent(owner, 'Mine');
  await destroyPast(owner);
  assert.equal(await textOf(stranger, theirs), 'Theirs');
  assert.deepEqual(await listContentChoices(stranger), []);
  const later = await sent(owner, 'Later');
  assert.equal(await textOf(owner, later), 'Later');
});

it('masks what has not left, so that it is still sent, and then destroyed', async () => {
  const { batchId } = await acceptTestBatch(ground, owner, { text: 'Not yet' });
  const { contentKey } = await rowOf(batchId);
  assert.deepEqual(await destroyPast(owner), { ok: true, batches: 0 });
  assert.equal(await ground.keyring.read(contentKey), null);
  const batch = await readBatch(owner, batchId);
  assert.deepEqual(
    [batch?.text, batch?.fate],
    [null, { masked: true, destroyedAt: null, destroyedWhy: null }],
  );
  assert.equal(await sendableOf(owner, batchId), 'Not yet');
  await leave(owner, batchId, 'sent');
  assert.ok((await burnSpent(worker)).includes(batchId));
  assert.equal((await readBatch(owner, batchId))?.fate.destroyedWhy, 'masked');
});

it('destroys nothing when what waits cannot be masked', async () => {
  const { batchId } = await acceptTestBatch(ground, owner, { text: 'Not yet' });
  const past = await sent(owner, 'Past');
  await ground.db.delete(maskingKeys).where(isNull(maskingKeys.takenAt));
  const result = await destroyPast(owner);
  assert.ok(!result.ok && /nothing was destroyed/.test(result.sentence));
  assert.equal(await textOf(owner, past), 'Past');
  assert.equal(await sendableOf(owner, batchId), 'Not yet');
  assert.deepEqual(await listContentChoices(owner), []);
});

it('is done once when it is pressed several times at once', async () => {
  const ids = [await sent(owner, 'One'), await sent(owner, 'Two'), await sent(owner, 'Three')];
  const results = await Promise.all(Array.from({ length: 5 }, () => destroyPast(owner)));
  assert.equal(
    results.reduce((sum, result) => sum + (result.ok ? result.batches : 0), 0),
    ids.length,
  );
  assert.equal((await listContentChoices(owner)).length, 1);
});

it('goes on after a crash between the commit and the keys', async () => {
  const batchId = await sent(owner, 'Past');
  const { contentKey } = await rowOf(batchId);
  const crashing: Keyring = {
    ...ground.keyring,
    destroy: () => Promise.reject(new Error('crash')),
  };
  await assert.rejects(destroyPast({ ...owner, keyring: crashing }), /crash/);
  assert.equal(
    (await readBatch(owner, batchId))?.fate.destroyedAt,
    null,
    'not said before it is so',
  );
  assert.deepEqual(await destroyPast(owner), { ok: true, batches: 1 });
  assert.equal(await ground.keyring.read(contentKey), null);
  assert.equal(await textOf(owner, batchId), null);
});

it('loses no text that is accepted, claimed or counted at the same moment', async () => {
  const { accountId } = owner.actor;
  const waiting = new Map<BatchId, string>();
  const accept = async (text: string) => {
    const { batchId } = await acceptTestBatch(ground, owner, { text });
    waiting.set(batchId, text);
    return batchId;
  };
  const first = await Promise.all(['a', 'b', 'c', 'd'].map(accept));
  const gone = await sent(owner, 'Gone');
  // The worker reads and counts, and the customer goes on sending, while the past is destroyed twice.
  let stop = false;
  const looks = async () => {
    while (!stop) {
      for (const batchId of first) {
        assert.equal(await sendableOf(owner, batchId), waiting.get(batchId));
      }
      await recountBatches(
        ground.db,
        [...waiting.keys()].map((batchId) => ({ accountId, batchId })),
      );
    }
  };
  const looking = [looks(), looks()];
  const sending = Promise.all(Array.from({ length: 8 }, (_, i) => accept(`text ${i}`)));
  const results = await Promise.all([destroyPast(owner), destroyPast(owner)]);
  await sending;
  stop = true;
  await Promise.all(looking);
  assert.ok(results.every((result) => result.ok));
  assert.equal(await textOf(owner, gone), null);
  for (const [batchId, text] of waiting) assert.equal(await sendableOf(owner, batchId), text);
  const closed = await ground.db
    .select({ name: dataKeys.name, destroyedAt: dataKeys.destroyedAt })
    .from(dataKeys)
    .where(and(eq(dataKeys.accountId, accountId), eq(dataKeys.kind, 'content')));
  for (const { name, destroyedAt } of closed) {
    assert.equal((await ground.keyring.read(name)) === null, destroyedAt !== null);
  }
});
