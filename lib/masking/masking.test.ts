import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { beforeEach, describe, it } from 'node:test';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { maskingKeys } from '#db/schema/keys.ts';
import { batches } from '#db/schema/messages.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { type BatchId, type MaskingKeyId, newId } from '#lib/ids.ts';
import { maskingKeyName } from '#lib/keyring/key-names.ts';
import { cancelBatch } from '#lib/messages/cancel-batch.ts';
import { readBatch } from '#lib/messages/read-batch.ts';
import { recountBatches } from '#lib/messages/recount-batches.ts';
import { acceptTestBatch, giveCredit } from '#lib/messages/testing.ts';
import { readBatchContents } from '#lib/outbox/read-batch-contents.ts';
import { burnSpent } from './burn-spent.ts';
import { isSignedBy, maskingIdentity } from './masking-identity.ts';
import { maskingKeyOctets } from './masking-key-octets.ts';
import { poolSize, resealMinutes, takeableMinutes, unusedMinutes } from './masking-times.ts';
import { mendMaskingKeys, refillMaskingKeys } from './refill-masking-keys.ts';
import { resealWaiting } from './reseal-waiting.ts';
import { publicHalf } from './sealed-box.ts';
import { NoMaskingKey, takeMaskingKey } from './take-masking-key.ts';

const ground = await openTestGround();
const { owner, worker } = await castOf(ground);
await giveCredit(owner);
const { accountId } = owner.actor;

const masked = () => acceptTestBatch(ground, owner, { masked: true, text: 'A secret, masked.' });
const rowOf = async (batchId: BatchId) =>
  (await ground.db.select().from(batches).where(eq(batches.id, batchId)))[0]!;
const textOf = async (batchId: BatchId) =>
  (await readBatchContents(worker, [{ accountId, batchId }])).get(batchId)?.text ?? null;
const settle = async (batchId: BatchId, state: string) => {
  await ground.sql`update message_status set state = ${state}::message_state where batch_id = ${batchId}`;
  await recountBatches(ground.db, [{ accountId, batchId }]);
};
const age = (minutes: number, id?: MaskingKeyId) =>
  ground.db
    .update(maskingKeys)
    .set({ madeAt: sql`now() - ${minutes} * interval '1 minute'` })
    .where(id ? eq(maskingKeys.id, id) : undefined);
const keyIdOf = (name: string) => name.slice('masking/'.length) as MaskingKeyId;

beforeEach(async () => {
  await refillMaskingKeys(ground, 5);
});

describe('masked content', () => {
  it('is opened by the worker and by nobody else: what the web process has does not suffice', async () => {
    const { batchId } = await masked();
    assert.equal(await textOf(batchId), 'A secret, masked.');
    const row = await rowOf(batchId);
    assert.equal(await ground.keyring.read(row.contentKey), null);
    assert.equal((await readBatch(owner, batchId))?.text, null);
    assert.match(row.contentKey, /^masking\//);
  });

  for (const state of ['sent', 'unknown', 'failed', 'expired', 'undelivered', 'delivered']) {
    it(`is destroyed once every message is ${state}`, async () => {
      const { batchId } = await masked();
      const { contentKey } = await rowOf(batchId);
      await settle(batchId, state);
      assert.deepEqual(await burnSpent(worker), [batchId]);
      const row = await rowOf(batchId);
      assert.equal(await ground.workerKeyring.read(contentKey), null);
      assert.deepEqual(
        [row.contentBox, row.contentSealed.length, row.contentDestroyedWhy],
        [null, 0, 'masked'],
      );
      assert.ok(row.contentDestroyedAt);
      assert.equal(await textOf(batchId), null);
      assert.deepEqual(await burnSpent(worker), []);
    });
  }

  it('is destroyed when it is cancelled, and stays while one message has not left', async () => {
    const { batchId } = await masked();
    await ground.sql`update message_status set state = 'sending'
      where message_id = (select message_id from message_status where batch_id = ${batchId} limit 1)`;
    await cancelBatch(owner, batchId);
    assert.deepEqual(await burnSpent(worker), []);
    assert.ok(await textOf(batchId));
    await settle(batchId, 'cancelled');
    assert.deepEqual(await burnSpent(worker), [batchId]);
  });

  it('does not say how long its text was', async () => {
    const [short, long] = await Promise.all(
      ['Yes', 'No, and here is why I do not think that it is a good idea.'].map((text) =>
        acceptTestBatch(ground, owner, { masked: true, text }),
      ),
    );
    const [one, other] = [await rowOf(short!.batchId), await rowOf(long!.batchId)];
    assert.equal(one.contentSealed.length, other.contentSealed.length);
  });
});

describe('one-time pairs', () => {
  it('are taken once, also by many at the same time', async () => {
    await refillMaskingKeys(ground, 30);
    const taken = await Promise.all(
      Array.from({ length: 20 }, () => ground.db.transaction((tx) => takeMaskingKey(tx))),
    );
    assert.equal(new Set(taken.map(({ keyId }) => keyId)).size, 20);
  });

  it('are free again when the transaction that took one is rolled back', async () => {
    const free = () => ground.db.$count(maskingKeys, isNull(maskingKeys.takenAt));
    const before = await free();
    const rollBack = ground.db.transaction(async (tx) => {
      await takeMaskingKey(tx);
      throw new Error('no');
    });
    await assert.rejects(rollBack, /no/);
    assert.equal(await free(), before);
  });

  it('are refused when no worker of ours has signed them', async () => {
    await ground.db.delete(maskingKeys).where(isNull(maskingKeys.takenAt));
    await ground.db.insert(maskingKeys).values({
      id: newId<MaskingKeyId>(),
      publicKey: randomBytes(32),
      signature: randomBytes(64),
    });
    await assert.rejects(masked(), NoMaskingKey);
    await ground.db.delete(maskingKeys).where(isNull(maskingKeys.takenAt));
  });

  it('are refused when there is none: nothing is sent readable instead', async () => {
    await ground.db.delete(maskingKeys).where(isNull(maskingKeys.takenAt));
    const before = await ground.db.$count(batches);
    await assert.rejects(masked(), NoMaskingKey);
    assert.equal(await ground.db.$count(batches), before);
  });

  it('are taken young, and destroyed when nobody took them', async () => {
    await ground.db.delete(maskingKeys).where(isNull(maskingKeys.takenAt));
    await refillMaskingKeys(ground, 2);
    const old = await ground.db.select().from(maskingKeys).where(isNull(maskingKeys.takenAt));
    for (const { id } of old) await age(takeableMinutes + 1, id);
    await assert.rejects(masked(), NoMaskingKey);
    for (const { id } of old) await age(unusedMinutes + 1, id);
    assert.equal(await refillMaskingKeys(ground, 2), 2);
    for (const { id } of old) {
      assert.equal(await ground.workerKeyring.read(maskingKeyName(id)), null);
    }
    assert.ok(await masked());
  });

  it('are refused when somebody put an old one back whose private half they may have copied', async () => {
    await ground.db.delete(maskingKeys).where(isNull(maskingKeys.takenAt));
    const old = newId<MaskingKeyId>(Date.now() - (unusedMinutes + 1) * 60_000);
    const publicKey = await publicHalf(await ground.workerKeyring.create(maskingKeyName(old)));
    const signature = ground.identity.sign(maskingKeyOctets(old, publicKey));
    await ground.db.insert(maskingKeys).values({ id: old, publicKey, signature });
    await assert.rejects(masked(), NoMaskingKey);
    await refillMaskingKeys(ground, 1);
    assert.equal(await ground.workerKeyring.read(maskingKeyName(old)), null);
    assert.ok(await masked());
  });

  it('are renewed for what waits, so that no private half lives longer than half an hour', async () => {
    assert.ok(unusedMinutes < 30 && resealMinutes < 30 && poolSize > 0);
    const { batchId } = await masked();
    const before = await rowOf(batchId);
    assert.equal(await resealWaiting(worker), 0);
    await age(resealMinutes + 1, keyIdOf(before.contentKey));
    assert.deepEqual(
      await Promise.all([resealWaiting(worker), resealWaiting(worker)]).then((counts) =>
        counts.some((count) => count === 1),
      ),
      true,
    );
    const after = await rowOf(batchId);
    assert.notEqual(after.contentKey, before.contentKey);
    assert.equal(await ground.workerKeyring.read(before.contentKey), null);
    assert.equal(await textOf(batchId), 'A secret, masked.');
    assert.equal(await resealWaiting(worker), 0);
  });

  it('leave the pool when their private half is lost, and the folder when their row is', async () => {
    await ground.db.delete(maskingKeys).where(isNull(maskingKeys.takenAt));
    await refillMaskingKeys(ground, 3);
    const [one] = await ground.db
      .select({ id: maskingKeys.id })
      .from(maskingKeys)
      .where(isNull(maskingKeys.takenAt))
      .limit(1);
    await ground.workerKeyring.destroy(maskingKeyName(one!.id));
    const orphan = maskingKeyName(newId<MaskingKeyId>(Date.now() - 3_600_000));
    await ground.workerKeyring.create(orphan);
    await mendMaskingKeys(ground);
    const lost = and(eq(maskingKeys.id, one!.id), isNull(maskingKeys.takenAt));
    assert.equal(await ground.db.$count(maskingKeys, lost), 0);
    assert.equal(await ground.workerKeyring.read(orphan), null);
  });
});

describe("the worker's identity", () => {
  it('signs what only its public half verifies', () => {
    const { publicKey, sign } = maskingIdentity(randomBytes(32));
    const octets = Buffer.from('these octets');
    const signature = sign(octets);
    assert.ok(isSignedBy([randomBytes(32), publicKey], octets, signature));
    assert.ok(!isSignedBy([publicKey], Buffer.from('those octets'), signature));
    assert.ok(!isSignedBy([maskingIdentity(randomBytes(32)).publicKey], octets, signature));
  });
});
