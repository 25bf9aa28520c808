import assert from 'node:assert/strict';
import { beforeEach, it } from 'node:test';
import { eq } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import { batches } from '#db/schema/messages.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { givePassword } from '#lib/accounts/testing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { readKeeping } from '#lib/data-keys/read-keeping.ts';
import type { BatchId } from '#lib/ids.ts';
import { acceptTestBatch, giveCredit } from '#lib/messages/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { type ChooseContent, type ChooseContentResult, chooseContent } from './choose-content.ts';
import { inEffectSince, listContentChoices } from './list-content-choices.ts';
import { readContentChoice } from './read-content-choice.ts';

applyTestSettings();
const ground = await openTestGround();

let owner: CustomerContext;
let colleague: CustomerContext;
let stranger: CustomerContext;
let password: string;
beforeEach(async () => {
  ({ owner, colleague, stranger } = await castOf(ground));
  password = await givePassword(ground, owner.actor.userId);
  await giveCredit(owner);
});

const chosenBy = async (ctx: CustomerContext) =>
  (await listContentChoices(ctx)).map((one) => [one.contentDays, one.numberDays, one.pastToo]);
const fieldsOf = (result: ChooseContentResult) =>
  result.ok ? [] : result.problems.map(({ field }) => field);
const isMasked = async (batchId: BatchId) =>
  (await ground.db.select().from(batches).where(eq(batches.id, batchId)))[0]?.masked;

it('switches masking on for everything that is sent from then on, and off again', async () => {
  const before = await acceptTestBatch(ground, owner);
  const on = await chooseContent(owner, { contentDays: 0, numberDays: 365 });
  assert.deepEqual(on, { ok: true, changed: true });
  const masked = await acceptTestBatch(ground, owner);
  const off = { contentDays: 30, numberDays: 365 };
  assert.deepEqual(fieldsOf(await chooseContent(owner, off)), ['password']);
  assert.deepEqual(fieldsOf(await chooseContent(owner, { ...off, password: 'wrong' })), [
    'password',
  ]);
  await chooseContent(owner, { ...off, password });
  const after = await acceptTestBatch(ground, owner);
  assert.deepEqual(
    await Promise.all([before, masked, after].map(({ batchId }) => isMasked(batchId))),
    [false, true, false],
  );
});

it('notes who chose what, the newest first, and since when it holds', async () => {
  assert.deepEqual(await readContentChoice(owner), { contentDays: 90, numberDays: 365 });
  assert.equal(inEffectSince(await listContentChoices(owner)), null);
  await chooseContent(owner, { contentDays: 7, numberDays: 90 });
  await chooseContent(colleague, { contentDays: 0, numberDays: 90 });
  await chooseContent(owner, { contentDays: 0, numberDays: 730, password });
  const choices = await listContentChoices(colleague);
  assert.deepEqual(
    choices.map(({ contentDays, numberDays }) => [contentDays, numberDays]),
    [
      [0, 730],
      [0, 90],
      [7, 90],
    ],
  );
  assert.equal(choices[0]?.username, choices[2]?.username);
  assert.deepEqual(inEffectSince(choices), choices[1]);
});

it('does nothing when it is so already', async () => {
  const again = await chooseContent(owner, { contentDays: 90, numberDays: 365 });
  assert.deepEqual(again, { ok: true, changed: false });
  assert.deepEqual(await chosenBy(owner), []);
});

it('is one choice when it is pressed twice at once', async () => {
  const results = await Promise.all(
    Array.from({ length: 6 }, () => chooseContent(owner, { contentDays: 0, numberDays: 365 })),
  );
  assert.equal(results.filter((result) => result.ok && result.changed).length, 1);
  assert.deepEqual(await chosenBy(owner), [[0, 365, false]]);
});

it('refuses what is no choice, and numbers that would go before their texts', async () => {
  const refusedAt = async (input: ChooseContent) => fieldsOf(await chooseContent(owner, input));
  assert.deepEqual(await refusedAt({ contentDays: 1, numberDays: 1 }), [
    'contentDays',
    'numberDays',
  ]);
  assert.deepEqual(await refusedAt({ contentDays: 365, numberDays: 90 }), ['numberDays']);
  assert.deepEqual(await refusedAt({ contentDays: 365, numberDays: 365, password }), []);
});

it('changes nothing of a stranger, who sees nothing of it, and nothing of a deleted account', async () => {
  await chooseContent(stranger, { contentDays: 0, numberDays: 30 });
  assert.deepEqual(await readContentChoice(owner), { contentDays: 90, numberDays: 365 });
  assert.deepEqual(await chosenBy(owner), []);
  await ground.db
    .update(accounts)
    .set({ closedAt: new Date() })
    .where(eq(accounts.id, owner.actor.accountId));
  const closed = await chooseContent(owner, { contentDays: 0, numberDays: 365 });
  assert.deepEqual(closed, { ok: true, changed: false });
});

it('waits for what is being accepted, and holds for everything after it', async () => {
  const { accountId } = owner.actor;
  let chosen = false;
  const choosing = Promise.withResolvers<unknown>();
  await ground.db.transaction(async (tx) => {
    assert.equal((await readKeeping(tx, accountId))?.contentDays, 90);
    chooseContent(owner, { contentDays: 0, numberDays: 365 }).then((result) => {
      chosen = true;
      choosing.resolve(result);
    }, choosing.reject);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(chosen, false);
    assert.equal((await readKeeping(tx, accountId))?.contentDays, 90);
  });
  await choosing.promise;
  const { batchId } = await acceptTestBatch(ground, owner);
  assert.equal(await isMasked(batchId), true);
});

it('takes no longer time without a password, though a shorter one was chosen in the same moment', async () => {
  const all = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      i % 2 === 0
        ? chooseContent(owner, { contentDays: 0, numberDays: 30 })
        : chooseContent(owner, { contentDays: 90, numberDays: 365 }),
    ),
  );
  assert.ok(all.some(({ ok }) => ok));
  assert.deepEqual(await readContentChoice(owner), { contentDays: 0, numberDays: 30 });
});
