import assert from 'node:assert/strict';
import { it } from 'node:test';
import { eq } from 'drizzle-orm';
import { drafts } from '#db/schema/quotes.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { type DraftId, newId } from '#lib/ids.ts';
import { draftKeyName } from '#lib/keyring/key-names.ts';
import { discardDraft } from './discard-draft.ts';
import type { DraftBody } from './draft-body.ts';
import { readDraft } from './read-draft.ts';
import { saveDraft } from './save-draft.ts';
import { sweepDraftKeys } from './sweep-draft-keys.ts';

const ground = await openTestGround();
const { owner, colleague, stranger } = await castOf(ground);

const written = (text: string): DraftBody => ({
  senderId: '',
  recipients: '6912345678\n',
  text,
  sendAt: '2026-12-24T09:30',
  agreed: true,
  masked: true,
});

it('keeps a draft as typed, and only its user finds it', async () => {
  const { draftId } = await saveDraft(owner, null, written('canary-41f0'));
  const draft = await readDraft(owner, draftId);
  assert.deepEqual(draft?.body, written('canary-41f0'));
  for (const other of [colleague, stranger]) {
    assert.equal(await readDraft(other, draftId), null);
    assert.equal(await readDraft(other, null), null);
    assert.deepEqual(await discardDraft(other, draftId), { ok: false });
  }
  const rows = await ground.sql`select d::text from drafts d`;
  for (const secret of ['canary-41f0', '6912345678']) {
    assert.ok(!JSON.stringify(rows).includes(secret));
    assert.ok(!JSON.stringify(rows).includes(Buffer.from(secret).toString('hex')));
  }
});

it('makes one draft under the id that the page chose, however many requests race for it', async () => {
  const draftId = newId<DraftId>();
  const saved = await Promise.all(
    Array.from({ length: 8 }, (_, i) => saveDraft(owner, draftId, written(`version ${i}`))),
  );
  assert.deepEqual(new Set(saved.map((each) => each.draftId)), new Set([draftId]));
  assert.match((await readDraft(owner, draftId))!.body.text, /^version \d$/);
  await saveDraft(owner, draftId, written('the last'));
  assert.equal((await readDraft(owner, null))?.body.text, 'the last');
  assert.equal(await ground.db.$count(drafts, eq(drafts.id, draftId)), 1);
});

it('does not write into the draft of a colleague or of a stranger', async () => {
  const { draftId } = await saveDraft(owner, null, written('mine'));
  const theirs = await saveDraft(colleague, draftId, written('theirs'));
  assert.notEqual(theirs.draftId, draftId);
  await saveDraft(stranger, draftId, written('a stranger’s'));
  assert.equal((await readDraft(owner, draftId))?.body.text, 'mine');
});

it('destroys the key of a draft that is thrown away; written again it is a new draft', async () => {
  const { draftId } = await saveDraft(owner, null, written('first'));
  const [row] = await ground.db.select().from(drafts).where(eq(drafts.id, draftId));
  assert.deepEqual(await discardDraft(owner, draftId), { ok: true });
  assert.equal(await ground.keyring.read(row!.keyName), null);
  assert.equal(await readDraft(owner, draftId), null);
  await saveDraft(owner, draftId, written('second'));
  assert.equal((await readDraft(owner, draftId))?.body.text, 'second');
});

it('sweeps the keys of drafts that are gone and leaves living and young ones alone', async () => {
  const { draftId } = await saveDraft(owner, null, written('living'));
  const hoursAgo = newId<DraftId>(Date.now() - 2 * 3_600_000);
  const orphan = draftKeyName(owner.actor.accountId, hoursAgo);
  const young = draftKeyName(owner.actor.accountId, newId<DraftId>());
  await ground.keyring.create(orphan);
  await ground.keyring.create(young);
  assert.deepEqual(await sweepDraftKeys(ground), { destroyed: 1 });
  assert.equal(await ground.keyring.read(orphan), null);
  assert.ok(await ground.keyring.read(young));
  assert.equal((await readDraft(owner, draftId))?.body.text, 'living');
});
