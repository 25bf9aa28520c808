import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eq } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import { dataKeys } from '#db/schema/keys.ts';
import { batches } from '#db/schema/messages.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { lockKeeping } from '#lib/data-keys/read-keeping.ts';
import type { BatchId } from '#lib/ids.ts';
import { listBatches } from '#lib/messages/list-batches.ts';
import { readBatch } from '#lib/messages/read-batch.ts';
import { acceptTestBatch, giveCredit } from '#lib/messages/testing.ts';
import { readBatchContents } from '#lib/outbox/read-batch-contents.ts';
import { endDataKeys } from './end-data-keys.ts';
import { chooseDays, endPeriods, livingKeys } from './testing.ts';

const ground = await openTestGround();
const { worker } = await castOf(ground);

async function makeOwner(days = { contentDays: 90, numberDays: 365 }) {
  const { owner, stranger } = await castOf(ground);
  await giveCredit(owner);
  await giveCredit(stranger);
  await chooseDays(owner, days);
  return { owner, stranger };
}

async function endAll(): Promise<number> {
  let ended = 0;
  for (let now = -1; now !== 0; ended += now) now = await endDataKeys(worker);
  return ended;
}

const rowOf = async (batchId: BatchId) =>
  (await ground.db.select().from(batches).where(eq(batches.id, batchId)))[0]!;
const keyOf = async (name: string) =>
  (await ground.db.select().from(dataKeys).where(eq(dataKeys.name, name)))[0]!;
const textOf = async (owner: CustomerContext, batchId: BatchId) =>
  (await readBatch(owner, batchId))!.text;

describe('when its time has come', () => {
  it('content goes: the key, the ciphertext, and the row says when and why', async () => {
    const { owner, stranger } = await makeOwner();
    const { batchId } = await acceptTestBatch(ground, owner);
    const other = await acceptTestBatch(ground, stranger);
    const { contentKey } = await rowOf(batchId);
    await endPeriods(owner, 89.9);
    assert.equal(await endAll(), 0);
    assert.equal(await textOf(owner, batchId), 'Your table is ready.');

    await endPeriods(owner, 90.1);
    assert.equal(await endAll(), 1);
    assert.equal(await ground.keyring.read(contentKey), null);
    const row = await rowOf(batchId);
    assert.deepEqual(
      [row.contentSealed.length, row.contentDestroyedWhy, row.numbersDestroyedAt],
      [0, 'retention', null],
    );
    assert.ok(row.contentDestroyedAt);
    const key = await keyOf(contentKey);
    assert.deepEqual([key.destroyedAt, key.destroyedWhy], [row.contentDestroyedAt, 'retention']);
    assert.equal((await listBatches(owner)).batches[0]!.excerpt, null);
    assert.equal((await readBatch(owner, batchId))!.kept.content, null);
    assert.equal(await textOf(stranger, other.batchId), 'Your table is ready.');
    assert.equal((await livingKeys(stranger)).files.length, 2);
  });

  it('numbers go on their own day, and those of a stranger stay', async () => {
    const { owner, stranger } = await makeOwner({ contentDays: 7, numberDays: 30 });
    const { batchId } = await acceptTestBatch(ground, owner);
    const other = await acceptTestBatch(ground, stranger);
    await endPeriods(owner, 29);
    await endPeriods(stranger, 29);
    assert.equal(await endAll(), 1);
    assert.equal((await rowOf(batchId)).numbersDestroyedAt, null);
    await endPeriods(owner, 31);
    await endPeriods(stranger, 31);
    assert.equal(await endAll(), 1);
    const row = await rowOf(batchId);
    assert.ok(row.numbersDestroyedAt);
    assert.deepEqual(await livingKeys(owner), { rows: [], files: [] });
    assert.equal((await rowOf(other.batchId)).numbersDestroyedAt, null);
    assert.equal(await textOf(stranger, other.batchId), 'Your table is ready.');
  });

  it('what is shown as the day on which it goes is the day on which it goes', async () => {
    const { owner } = await makeOwner({ contentDays: 30, numberDays: 90 });
    const { batchId } = await acceptTestBatch(ground, owner);
    const { content, numbers } = (await readBatch(owner, batchId))!.kept;
    assert.ok(content instanceof Date && numbers);
    const asIfNow = (goes: Date, beforeMs: number) => ground.sql`
      update data_keys set period = name,
        ends_at = ends_at - (${goes.toISOString()}::timestamptz - now()) - ${beforeMs} * interval '1 millisecond'
      where account_id = ${owner.actor.accountId}`;
    await asIfNow(content, -60_000);
    assert.equal(await endAll(), 0);
    const { kept } = (await readBatch(owner, batchId))!;
    await asIfNow(kept.content as Date, 1_000);
    assert.equal(await endAll(), 1);
    await asIfNow((await readBatch(owner, batchId))!.kept.numbers!, 1_000);
    assert.equal(await endAll(), 1);
  });
});

describe('the choice that counts', () => {
  it('is the one of now, shorter or longer, for everything that is there', async () => {
    const { owner } = await makeOwner({ contentDays: 365, numberDays: 365 });
    const { batchId } = await acceptTestBatch(ground, owner);
    await endPeriods(owner, 8);
    assert.equal(await endAll(), 0);
    await chooseDays(owner, { contentDays: 30, numberDays: 365 });
    assert.equal(await endAll(), 0);
    await chooseDays(owner, { contentDays: 7, numberDays: 365 });
    assert.equal(await endAll(), 1);
    assert.equal(await textOf(owner, batchId), null);
  });

  it('is, with masking, the last one before it for what can still be read', async () => {
    const { owner } = await makeOwner({ contentDays: 90, numberDays: 365 });
    await chooseDays(owner, { contentDays: 7, numberDays: 365 });
    const { batchId } = await acceptTestBatch(ground, owner);
    await chooseDays(owner, { contentDays: 0, numberDays: 365 });
    const masked = await acceptTestBatch(ground, owner);
    const { kept } = (await readBatch(owner, batchId))!;
    const { endsAt } = await keyOf((await rowOf(batchId)).contentKey);
    assert.deepEqual(kept.content, new Date(endsAt.getTime() + 7 * 86_400_000));
    assert.equal((await readBatch(owner, masked.batchId))!.kept.content, 'sent');
    await endPeriods(owner, 6);
    assert.equal(await endAll(), 0);
    await endPeriods(owner, 8);
    assert.equal(await endAll(), 1);
    assert.equal((await rowOf(masked.batchId)).contentDestroyedAt, null);
  });

  it('is, with masking from the first day on, what accounts begin with', async () => {
    const { owner } = await castOf(ground);
    await giveCredit(owner);
    await acceptTestBatch(ground, owner);
    await chooseDays(owner, { contentDays: 0, numberDays: 365 });
    await endPeriods(owner, 89);
    assert.equal(await endAll(), 0);
    await endPeriods(owner, 91);
    assert.equal(await endAll(), 1);
  });

  it('is waited for while the customer is changing it', async () => {
    const { owner } = await makeOwner({ contentDays: 7, numberDays: 365 });
    const { batchId } = await acceptTestBatch(ground, owner);
    await endPeriods(owner, 8);
    let ending: Promise<number> | undefined;
    await ground.db.transaction(async (tx) => {
      await lockKeeping(tx, owner.actor.accountId);
      await chooseDays({ ...owner, db: tx }, { contentDays: 365, numberDays: 365 });
      ending = endDataKeys(worker);
      await new Promise((resolve) => setTimeout(resolve, 100));
    });
    assert.equal(await ending, 0);
    assert.equal(await textOf(owner, batchId), 'Your table is ready.');
  });

  it('is not asked of an account that was deleted: deletion ends its keys', async () => {
    const { owner } = await makeOwner();
    await acceptTestBatch(ground, owner);
    await endPeriods(owner, 400);
    await ground.db
      .update(accounts)
      .set({ closedAt: new Date() })
      .where(eq(accounts.id, owner.actor.accountId));
    assert.equal(await endAll(), 0);
  });
});

describe('what has still to be sent', () => {
  it('is never under a period that is over, whenever it leaves and however short the choice', async () => {
    const { owner } = await makeOwner({ contentDays: 365, numberDays: 365 });
    const waiting: BatchId[] = [];
    for (const contentDays of [365, 7]) {
      await chooseDays(owner, { contentDays, numberDays: contentDays });
      for (const inDays of [0, 1, 27, 30, 100]) {
        const sendAt = new Date(Date.now() + inDays * 86_400_000);
        waiting.push((await acceptTestBatch(ground, owner, { sendAt })).batchId);
      }
    }
    const early = await ground.sql`
      select b.id from batches b
      join data_keys k on k.account_id = b.account_id and k.name in (b.content_key, b.number_key)
      where b.account_id = ${owner.actor.accountId} and k.ends_at <= b.valid_until`;
    assert.deepEqual([...early], []);
    // The shortest choice there could be, at the last moment of the validity of each.
    await chooseDays(owner, { contentDays: 1, numberDays: 1 });
    for (const batchId of waiting) {
      const { validUntil, contentKey, numberKey } = await rowOf(batchId);
      const keys = { content: await keyOf(contentKey), numbers: await keyOf(numberKey) };
      for (const { endsAt } of Object.values(keys)) assert.ok(endsAt > validUntil);
    }
    assert.equal(await endAll(), 0);
    const { accountId } = owner.actor;
    const contents = await readBatchContents(
      worker,
      waiting.map((batchId) => ({ accountId, batchId })),
    );
    assert.ok([...contents.values()].every((content) => content?.text === 'Your table is ready.'));
  });

  it('is sealed to the next period while the last one is destroyed at its border', async () => {
    const { owner } = await makeOwner({ contentDays: 7, numberDays: 7 });
    const old = await acceptTestBatch(ground, owner);
    await endPeriods(owner, 7.1);
    const accept = () => acceptTestBatch(ground, owner, { count: 1 });
    const [fresh, ended] = await Promise.all([
      Promise.all(Array.from({ length: 8 }, accept)),
      Promise.all([endDataKeys(worker), endDataKeys(worker), endDataKeys(worker)]),
    ]);
    assert.equal(
      ended.reduce((sum, n) => sum + n),
      2,
    );
    assert.equal(await endAll(), 0);
    assert.equal(await textOf(owner, old.batchId), null);
    for (const { batchId } of fresh) {
      assert.equal(await textOf(owner, batchId), 'Your table is ready.');
    }
    const { rows, files } = await livingKeys(owner);
    assert.deepEqual(rows, files);
  });

  it('is accepted while a key is destroyed: neither waits for the other', async () => {
    const { owner } = await makeOwner({ contentDays: 7, numberDays: 365 });
    await acceptTestBatch(ground, owner);
    await endPeriods(owner, 8);
    await ground.db.transaction(async (tx) => {
      await acceptTestBatch({ ...ground, db: tx } as never, owner, { count: 1 });
      assert.equal(await endDataKeys(worker), 1);
    });
  });
});

it('a crash between the key and the rows is mended by the next run', async () => {
  const { owner } = await makeOwner();
  const { batchId } = await acceptTestBatch(ground, owner);
  await endPeriods(owner, 91);
  const broken = {
    ...worker,
    keyring: {
      ...worker.keyring,
      destroy: async (name: string) => {
        await worker.keyring.destroy(name);
        throw new Error('killed');
      },
    },
  };
  await assert.rejects(endDataKeys(broken), /killed/);
  const { contentKey } = await rowOf(batchId);
  assert.equal(await ground.keyring.read(contentKey), null);
  assert.equal((await rowOf(batchId)).contentDestroyedAt, null);
  assert.equal(await textOf(owner, batchId), null);
  assert.equal(await endAll(), 1);
  assert.ok((await rowOf(batchId)).contentDestroyedAt);
});
