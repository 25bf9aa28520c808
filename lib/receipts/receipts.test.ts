import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { and, eq, sql } from 'drizzle-orm';
import { destructionReceipts } from '#db/schema/keys.ts';
import { batches } from '#db/schema/messages.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { workerContext } from '#lib/context.ts';
import type { BatchId } from '#lib/ids.ts';
import { folderKeyring } from '#lib/keyring/folder-keyring.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { burnSpent } from '#lib/masking/burn-spent.ts';
import { cancelBatch } from '#lib/messages/cancel-batch.ts';
import { acceptTestBatch, giveCredit } from '#lib/messages/testing.ts';
import { askForReceipt } from './ask-for-receipt.ts';
import { isDestroyed } from './is-destroyed.ts';
import { readReceipt } from './read-receipt.ts';
import { signReceipts } from './sign-receipts.ts';
import { verifyStatement } from './sign-statement.ts';

const ground = await openTestGround();
const { owner, colleague, stranger, worker } = await castOf(ground);
await giveCredit(owner);
const { accountId } = owner.actor;
const { publicKey } = ground.identity;

/** A masked batch of three whose content has been destroyed. */
async function destroyed() {
  const batch = await acceptTestBatch(ground, owner, { masked: true, text: 'A secret, masked.' });
  await cancelBatch(owner, batch.batchId);
  await burnSpent(worker);
  return batch;
}
const ofBatch = (batchId: BatchId) => ({ batchId, messageId: null });
const rowsOf = (batchId: BatchId) =>
  ground.db.select().from(destructionReceipts).where(eq(destructionReceipts.batchId, batchId));
const batchRow = async (batchId: BatchId) =>
  (await ground.db.select().from(batches).where(eq(batches.id, batchId)))[0]!;
const changeBatch = (batchId: BatchId, change: Partial<typeof batches.$inferInsert>) =>
  ground.db
    .update(batches)
    .set(change)
    .where(and(eq(batches.accountId, accountId), eq(batches.id, batchId)));
/** A worker that has read no key yet. */
const freshWorker = () =>
  workerContext(
    {
      ...ground,
      keyring: folderKeyring(ground.keyringDir, ground.rootKey),
      workerKeyring: folderKeyring(ground.workerKeyringDir, ground.identity.wrappingKey),
    },
    'fresh',
  );

beforeEach(() => ground.db.delete(destructionReceipts));

describe('a receipt of destruction', () => {
  it('says what was destroyed, when and with which key, and what is left, signed', async () => {
    const { batchId } = await destroyed();
    const row = await batchRow(batchId);
    assert.deepEqual(await askForReceipt(owner, ofBatch(batchId), 0), { ok: true, signed: false });
    assert.equal(await signReceipts(worker), 1);
    const { signed } = (await readReceipt(owner, ofBatch(batchId)))!;
    assert.ok(verifyStatement([publicKey], signed!.text, Buffer.from(signed!.signature, 'base64')));
    const stated = JSON.parse(signed!.text);
    assert.deepEqual(
      [stated.statement, stated.batch, stated.message, stated.recipients, stated.segments],
      ['receipt of destruction', batchId, null, 3, 1],
    );
    assert.deepEqual(
      [stated.acceptedAt, stated.destroyedAt, stated.why, stated.key],
      [
        row.acceptedAt.toISOString(),
        row.contentDestroyedAt?.toISOString(),
        'masked',
        row.contentKey,
      ],
    );
    assert.equal(stated.publicKey, publicKey.toString('base64'));
    const [numbers] = stated.left;
    const monthEnds = new Date(
      Date.UTC(row.validUntil.getUTCFullYear(), row.validUntil.getUTCMonth() + 1, 1),
    );
    const dayMs = 24 * 3_600_000;
    assert.equal(numbers.until, new Date(monthEnds.getTime() + 365 * dayMs).toISOString());
    assert.equal(await signReceipts(worker), 0);
  });

  it('has neither the text nor a number, and of one message nothing but its id', async () => {
    const { batchId, messageIds, numbers } = await destroyed();
    const messageId = messageIds[1]!;
    await askForReceipt(owner, ofBatch(batchId), 0);
    await askForReceipt(owner, { batchId, messageId }, 0);
    assert.equal(await signReceipts(worker), 2);
    for (const { statement } of await rowsOf(batchId)) {
      for (const secret of ['secret', ...numbers.map((number) => number.slice(-8))])
        assert.ok(!statement!.includes(secret));
    }
    const one = JSON.parse((await readReceipt(owner, { batchId, messageId }))!.signed!.text);
    assert.deepEqual([one.message, one.recipients, 'country' in one], [messageId, null, false]);
  });

  it('is one, asked for twice at once and by a colleague', async () => {
    const { batchId, messageIds } = await destroyed();
    const messageId = messageIds[0]!;
    await Promise.all(
      [owner, colleague, owner, colleague].flatMap((ctx) => [
        askForReceipt(ctx, ofBatch(batchId), 0),
        askForReceipt(ctx, { batchId, messageId }, 0),
      ]),
    );
    assert.equal((await rowsOf(batchId)).length, 2);
  });

  it('is signed once by two workers at once', async () => {
    const { batchId } = await destroyed();
    await askForReceipt(owner, ofBatch(batchId), 0);
    await signReceipts(worker);
    const before = await rowsOf(batchId);
    await ground.db
      .update(destructionReceipts)
      .set({ signedAt: null })
      .where(eq(destructionReceipts.batchId, batchId));
    const counts = await Promise.all([signReceipts(worker), signReceipts(freshWorker())]);
    assert.equal(counts[0] + counts[1], 1);
    assert.equal((await rowsOf(batchId)).length, before.length);
  });

  it('comes to who waits for it', async () => {
    const { batchId } = await destroyed();
    const asked = askForReceipt(owner, ofBatch(batchId), 10_000);
    while ((await signReceipts(worker)) === 0) await new Promise(setImmediate);
    assert.deepEqual(await asked, { ok: true, signed: true });
  });

  it('is refused while the content is there, and for a code', async () => {
    const { batchId } = await acceptTestBatch(ground, owner, { masked: true });
    assert.equal((await askForReceipt(owner, ofBatch(batchId), 0)).ok, false);
    assert.equal(await isDestroyed(owner, ofBatch(batchId)), false);
    const code = await acceptTestBatch(ground, owner, { code: true, count: 1 });
    await changeBatch(code.batchId, { contentDestroyedAt: new Date() });
    assert.equal((await askForReceipt(owner, ofBatch(code.batchId), 0)).ok, false);
    assert.equal((await rowsOf(code.batchId)).length, 0);
  });

  it('is not found by a stranger, nor for a message of another batch', async () => {
    const { batchId } = await destroyed();
    const other = await destroyed();
    await askForReceipt(owner, ofBatch(batchId), 0);
    assert.equal((await askForReceipt(stranger, ofBatch(batchId), 0)).ok, false);
    assert.equal(await readReceipt(stranger, ofBatch(batchId)), null);
    assert.equal(await isDestroyed(stranger, ofBatch(batchId)), false);
    const foreign = { batchId, messageId: other.messageIds[0]! };
    assert.equal((await askForReceipt(owner, foreign, 0)).ok, false);
    assert.equal(await isDestroyed(owner, foreign), false);
  });
});

describe('a worker signs no receipt', () => {
  it('of masked content while the one-time key, the box or the text is there', async () => {
    const { batchId } = await acceptTestBatch(ground, owner, { masked: true });
    const { contentBox, contentSealed, contentKey } = await batchRow(batchId);
    await changeBatch(batchId, { contentDestroyedAt: new Date(), contentDestroyedWhy: 'masked' });
    await askForReceipt(owner, ofBatch(batchId), 0);
    assert.equal(await signReceipts(worker), 0);
    await changeBatch(batchId, { contentBox: null });
    assert.equal(await signReceipts(worker), 0);
    await changeBatch(batchId, { contentSealed: Buffer.alloc(0) });
    assert.equal(await signReceipts(worker), 0, 'the private half is there');
    await ground.workerKeyring.destroy(contentKey);
    await changeBatch(batchId, { contentBox, contentSealed });
    assert.equal(await signReceipts(worker), 0, 'the box is there');
    await changeBatch(batchId, { contentBox: null, contentSealed: Buffer.alloc(0) });
    assert.equal(await signReceipts(worker), 1);
  });

  it('of content under a key of a period while it is there, or remembered by this worker', async () => {
    const { batchId } = await acceptTestBatch(ground, owner);
    const { contentKey } = await batchRow(batchId);
    await changeBatch(batchId, { contentDestroyedAt: new Date(), contentDestroyedWhy: 'past' });
    await askForReceipt(owner, ofBatch(batchId), 0);
    const remembering = freshWorker();
    assert.equal(await signReceipts(remembering), 0);
    await ground.keyring.destroy(contentKey);
    assert.equal(await signReceipts(remembering), 0, 'this worker could still open it');
    assert.equal(await signReceipts(freshWorker()), 1);
    const { signed } = (await readReceipt(owner, ofBatch(batchId)))!;
    assert.equal(JSON.parse(signed!.text).why, 'past');
  });

  it('when the folder of keys is not there at all', async () => {
    const { batchId } = await acceptTestBatch(ground, owner);
    await changeBatch(batchId, {
      contentDestroyedAt: new Date(),
      contentDestroyedWhy: 'retention',
    });
    await askForReceipt(owner, ofBatch(batchId), 0);
    const lost = {
      ...freshWorker(),
      keyring: folderKeyring('/nonexistent/allsms-keyring', ground.rootKey),
    };
    assert.equal(await lost.keyring.read(accountKeyName(accountId)), null);
    assert.equal(await signReceipts(lost), 0);
  });

  it('of anything that the row does not call destroyed', async () => {
    const { batchId } = await destroyed();
    await askForReceipt(owner, ofBatch(batchId), 0);
    await changeBatch(batchId, { contentDestroyedAt: sql`null` as never });
    assert.equal(await signReceipts(worker), 0);
  });
});
