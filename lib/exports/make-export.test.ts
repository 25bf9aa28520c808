import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { and, eq, sql } from 'drizzle-orm';
import { accounts, dataKeys, exportParts, exports } from '#db/schema/all.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { ExportId } from '#lib/ids.ts';
import { acceptTestBatch, giveCredit } from '#lib/messages/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { askExport } from './ask-export.ts';
import { beginExport } from './begin-export.ts';
import { endExport, endExports } from './end-exports.ts';
import { makeExport } from './make-export.ts';
import { readExport } from './read-export.ts';
import { asked, download, exportOf, isThere } from './testing.ts';
import { finishExport, Overtaken, storePart } from './write-export.ts';

applyTestSettings();
const ground = await openTestGround();
let cast: Awaited<ReturnType<typeof castOf>>;
let owner: CustomerContext;

beforeEach(async () => {
  cast = await castOf(ground);
  owner = cast.owner;
  await giveCredit(owner);
  await acceptTestBatch(ground, owner, { text: 'canary-in-the-archive' });
});

const refOf = (exportId: ExportId) => ({ accountId: owner.actor.accountId, exportId });
const rowOf = async (exportId: ExportId) =>
  (await ground.db.select().from(exports).where(eq(exports.id, exportId)))[0]!;
const partsOf = (exportId: ExportId) =>
  ground.db.$count(exportParts, eq(exportParts.exportId, exportId));

/** What destroys a key of the account's data says. */
const destroyContent = () =>
  ground.db
    .update(dataKeys)
    .set({ destroyedAt: sql`now()`, destroyedWhy: 'past' })
    .where(and(eq(dataKeys.accountId, owner.actor.accountId), eq(dataKeys.kind, 'content')));

describe('asking', () => {
  it('twice at once is one', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => askExport(owner)));
    const ids = new Set(answers.map((answer) => answer.ok && answer.exportId));
    assert.equal(ids.size, 1);
    assert.equal((await readExport(owner))?.state, 'waiting');
  });

  it('is refused while a colleague’s is being made', async () => {
    await asked(cast.colleague);
    const answer = await askExport(owner);
    assert.equal(answer.ok, false);
    assert.equal(await readExport(owner), null);
  });
});

describe('an archive', () => {
  it('is there for who asked, and for nobody else', async () => {
    const { exportId, files } = await exportOf(cast.worker, owner);
    assert.ok(files.get('json/sends.jsonl')!.includes('canary-in-the-archive'));
    assert.equal(await isThere(cast.colleague, exportId), false);
    assert.equal(await isThere(cast.stranger, exportId), false);
    assert.equal(await readExport(cast.stranger), null);
    const view = await readExport(owner);
    assert.equal(view?.state, 'ready');
    assert.equal(view?.percent, 100);
    const hours = (view!.goesAt!.getTime() - view!.readyAt!.getTime()) / 3_600_000;
    assert.equal(hours, 24);
  });

  it('lies sealed: nothing of it can be read in the database', async () => {
    const { exportId } = await exportOf(cast.worker, owner);
    const [row] = await ground.db
      .select()
      .from(exportParts)
      .where(eq(exportParts.exportId, exportId));
    assert.ok(!row!.sealed.includes('PK\x03\x04'));
    assert.ok(!row!.sealed.includes('README'));
  });

  it('is cut into pieces that are stored one by one and opened one by one', async () => {
    const exportId = await asked(owner);
    const attempt = (await beginExport(cast.worker, refOf(exportId)))!;
    for (const part of [0, 1, 2]) {
      await storePart(cast.worker, attempt, part, Buffer.alloc(10, part));
    }
    await finishExport(cast.worker, attempt);
    assert.deepEqual([...(await download(owner, exportId))].slice(9, 11), [0, 1]);
    assert.equal((await rowOf(exportId)).size, 30);
  });

  it('is one per user: a newer one takes the place of the one before', async () => {
    const first = await exportOf(cast.worker, owner);
    const second = await exportOf(cast.worker, owner);
    assert.equal(await isThere(owner, first.exportId), false);
    assert.equal(await isThere(owner, second.exportId), true);
  });
});

describe('the end of an archive', () => {
  const assertGone = async (exportId: ExportId) => {
    const { state, keyName } = await rowOf(exportId);
    assert.equal(state, 'gone');
    assert.equal(await ground.keyring.read(keyName), null);
    assert.equal(await partsOf(exportId), 0);
    assert.equal(await isThere(owner, exportId), false);
  };

  it('comes after 24 hours: out of reach at once, then its key and its pieces are gone', async () => {
    const { exportId } = await exportOf(cast.worker, owner);
    await endExports(cast.worker);
    assert.equal(await isThere(owner, exportId), true);
    await ground.db
      .update(exports)
      .set({ goesAt: sql`${exports.goesAt} - interval '24 hours'` })
      .where(eq(exports.id, exportId));
    assert.equal(await isThere(owner, exportId), false);
    assert.equal((await readExport(owner))?.state, 'gone');
    await endExports(cast.worker);
    await assertGone(exportId);
    assert.equal((await readExport(owner))?.wentEarly, false);
  });

  it('comes at once when something in it is destroyed', async () => {
    const { exportId } = await exportOf(cast.worker, owner);
    await destroyContent();
    assert.equal(await isThere(owner, exportId), false);
    await endExports(cast.worker);
    await assertGone(exportId);
    assert.equal((await readExport(owner))?.wentEarly, true);
  });

  it('comes with the account, also while it is being built', async () => {
    const { exportId } = await exportOf(cast.worker, owner);
    const open = await asked(owner);
    const attempt = (await beginExport(cast.worker, refOf(open)))!;
    await ground.db
      .update(accounts)
      .set({ closedAt: sql`now()` })
      .where(eq(accounts.id, owner.actor.accountId));
    await endExports(cast.worker);
    await assertGone(exportId);
    await assertGone(open);
    await assert.rejects(storePart(cast.worker, attempt, 0, Buffer.from('late')), Overtaken);
    assert.equal(await partsOf(open), 0);
  });

  it('twice at once does no harm', async () => {
    const { exportId } = await exportOf(cast.worker, owner);
    await destroyContent();
    await Promise.all([endExports(cast.worker), endExports(cast.worker)]);
    await assertGone(exportId);
  });
});

describe('an attempt', () => {
  it('that was interrupted is begun again, and what it left is gone', async () => {
    const exportId = await asked(owner);
    const first = (await beginExport(cast.worker, refOf(exportId)))!;
    await storePart(cast.worker, first, 0, Buffer.from('half'));
    assert.equal(await makeExport(cast.worker, refOf(exportId)), true);
    assert.equal(await ground.keyring.read(first.keyName), null);
    assert.ok((await download(owner, exportId)).subarray(0, 2).equals(Buffer.from('PK')));
  });

  it('that was overtaken writes nothing more and finishes nothing', async () => {
    const exportId = await asked(owner);
    const first = (await beginExport(cast.worker, refOf(exportId)))!;
    const second = (await beginExport(cast.worker, refOf(exportId)))!;
    await assert.rejects(storePart(cast.worker, first, 0, Buffer.from('old')), Overtaken);
    await assert.rejects(finishExport(cast.worker, first), Overtaken);
    await storePart(cast.worker, second, 0, Buffer.from('new'));
    await finishExport(cast.worker, second);
    assert.equal((await download(owner, exportId)).toString(), 'new');
  });

  it('that two workers begin at once is one worker’s', async () => {
    const exportId = await asked(owner);
    const attempts = await Promise.all([
      beginExport(cast.worker, refOf(exportId)),
      beginExport(cast.worker, refOf(exportId)),
    ]);
    assert.equal(attempts.filter(Boolean).length, 1);
  });

  it('during which something was destroyed is not finished, and the next one is', async () => {
    const exportId = await asked(owner);
    const attempt = (await beginExport(cast.worker, refOf(exportId)))!;
    await destroyContent();
    await assert.rejects(finishExport(cast.worker, attempt), Overtaken);
    assert.equal(await makeExport(cast.worker, refOf(exportId)), true);
    assert.equal(await isThere(owner, exportId), true);
  });

  it('stops when it is told to', async () => {
    const exportId = await asked(owner);
    const stopping = AbortSignal.abort();
    await assert.rejects(makeExport(cast.worker, refOf(exportId), stopping), /abort/i);
    assert.equal((await readExport(owner))?.state, 'running');
  });

  it('that failed for good leaves nothing, and another can be asked for', async () => {
    const exportId = await asked(owner);
    const attempt = (await beginExport(cast.worker, refOf(exportId)))!;
    await storePart(cast.worker, attempt, 0, Buffer.from('half'));
    await endExport(cast.worker, refOf(exportId), 'failed');
    assert.equal((await readExport(owner))?.state, 'failed');
    assert.equal(await partsOf(exportId), 0);
    assert.equal(await makeExport(cast.worker, refOf(exportId)), false);
    assert.notEqual(await asked(owner), exportId);
  });

  it('that everybody forgot has failed', async () => {
    const exportId = await asked(owner);
    await ground.db
      .update(exports)
      .set({ askedAt: sql`now() - interval '13 hours'` })
      .where(eq(exports.id, exportId));
    await endExports(cast.worker);
    assert.equal((await readExport(owner))?.state, 'failed');
  });
});
