import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { newId } from '#lib/ids.ts';
import { dataKeyName } from '#lib/keyring/key-names.ts';
import { acceptTestBatch, giveCredit } from '#lib/messages/testing.ts';
import { sweepDataKeys } from './sweep-data-keys.ts';
import { livingKeys } from './testing.ts';

const ground = await openTestGround();
const { owner, stranger } = await castOf(ground);
await giveCredit(owner);
await giveCredit(stranger);
const { accountId } = owner.actor;
const daysAgo = (days: number) => newId(Date.now() - days * 86_400_000);

it('destroys keys that stand in no row once they are a day old, and leaves all others alone', async () => {
  await acceptTestBatch(ground, owner);
  await acceptTestBatch(ground, stranger);
  const old = ['content', 'numbers'].map((kind) =>
    dataKeyName(kind as 'content', accountId, '2026-11', daysAgo(1.1)),
  );
  const young = dataKeyName('content', accountId, '2026-11-27', daysAgo(0.9));
  for (const name of [...old, young]) await ground.keyring.create(name);
  await ground.keyring.create('account/other');
  writeFileSync(join(ground.keyringDir, 'content', 'Not a name.key'), 'x');
  assert.equal(await sweepDataKeys(ground), 2);
  for (const name of old) assert.equal(await ground.keyring.read(name), null);
  assert.ok(await ground.keyring.read(young));
  assert.ok(await ground.keyring.read('account/other'));
  const { rows, files } = await livingKeys(owner);
  assert.deepEqual(files.filter((name) => name !== young).sort(), rows);
  assert.equal((await livingKeys(stranger)).files.length, 2);
});

it('has batches say that their content was destroyed when whoever destroyed it ended before', async () => {
  const { batchId } = await acceptTestBatch(ground, owner);
  await ground.sql`update data_keys set destroyed_at = now(), destroyed_why = 'past'
    where account_id = ${accountId} and kind = 'content'`;
  await sweepDataKeys(ground);
  const [row] = await ground.sql`
    select content_destroyed_why as why, content_destroyed_at is not null as gone, numbers_destroyed_at
    from batches where id = ${batchId}`;
  assert.deepEqual({ ...row }, { why: 'past', gone: true, numbers_destroyed_at: null });
  assert.equal((await livingKeys(owner)).rows.length, 1);
});

it('leaves the key of a transaction that was rolled back no longer than a day', async () => {
  const before = (await livingKeys(stranger)).files;
  await ground.sql`update data_keys set destroyed_at = now(), destroyed_why = 'past'
    where account_id = ${stranger.actor.accountId}`;
  await assert.rejects(
    ground.db.transaction(async (tx) => {
      await acceptTestBatch({ ...ground, db: tx } as never, stranger);
      throw new Error('no');
    }),
    /no/,
  );
  // Two that a row calls destroyed go now; the two that were rolled back are young.
  assert.equal(await sweepDataKeys(ground), before.length);
  const { rows, files } = await livingKeys(stranger);
  assert.deepEqual([rows.length, files.length], [0, 2]);
  assert.ok(files.every((name) => !before.includes(name)));
});
