import assert from 'node:assert/strict';
import { beforeEach, it } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { newNotices } from '#lib/notices/list-notices.ts';
import { addReservedWord } from '#lib/reserved-words/add-reserved-word.ts';
import { listReservedWords } from '#lib/reserved-words/list-reserved-words.ts';
import { removeReservedWord } from '#lib/reserved-words/remove-reserved-word.ts';
import { listStaffLog } from '#lib/staff/list-staff-log.ts';
import { declareBrand } from './declare-brand.ts';
import { listSenders } from './list-senders.ts';
import { listWithdrawn } from './list-withdrawn.ts';
import { removeSender } from './remove-sender.ts';
import { senderRights } from './sender-rights.ts';
import { withdrawBrand } from './withdraw-brand.ts';

const ground = await openTestGround();
let cast: Awaited<ReturnType<typeof castOf>>;
beforeEach(async () => {
  cast = await castOf(ground);
});

const reason = 'The owner of the brand complained.';
const declare = (brand: string, ctx = cast.owner) => declareBrand(ctx, { brand, declared: true });
const withdraw = (brand: string, more = {}) =>
  withdrawBrand(cast.staff, { accountId: cast.owner.actor.accountId, brand, reason, ...more });

it('a withdrawn brand cannot be sent from, its customer reads why, and others keep theirs', async () => {
  const declared = await declare('Acme');
  assert.ok(declared.ok && (await declare('Acme', cast.stranger)).ok);
  assert.ok((await withdraw(' Acme ')).ok);
  const { senderId } = declared;
  const accountId = cast.owner.actor.accountId;
  assert.equal((await senderRights(ground.db, [{ accountId, senderId }])).get(senderId), 'removed');
  assert.deepEqual(await listSenders(cast.owner), []);
  const [shown] = await listWithdrawn(cast.owner);
  assert.deepEqual([shown!.value, shown!.reason], ['Acme', reason]);
  assert.deepEqual(
    (await newNotices(cast.owner)).map(({ kind }) => kind),
    ['sender_withdrawn'],
  );
  assert.equal((await listSenders(cast.stranger)).length, 1);
  assert.deepEqual(await listWithdrawn(cast.stranger), []);
});

it('neither it nor what reads like it can be declared again by that account, also where its customer removed it', async () => {
  const declared = await declare('Acme Taxi');
  assert.ok(declared.ok);
  await removeSender(cast.owner, declared.senderId);
  assert.ok((await withdraw('Acme Taxi')).ok);
  for (const brand of ['Acme Taxi', 'ACME-TAXI', 'Acm3 Taxi']) {
    const again = await declare(brand);
    assert.ok(!again.ok && /was withdrawn from your account/.test(again.sentence), brand);
  }
  assert.ok((await declare('Acme Taxi', cast.stranger)).ok);
});

it('is found only as it was declared, once, and needs a reason', async () => {
  assert.ok((await declare('Acme')).ok);
  for (const [brand, more, field] of [
    ['Other', {}, 'brand'],
    ['Acme', { reason: 'no' }, 'reason'],
    ['Acme', { accountId: cast.stranger.actor.accountId }, 'brand'],
  ] as const) {
    const result = await withdraw(brand, more);
    assert.ok(!result.ok && result.field === field, field);
  }
  const results = await Promise.all(Array.from({ length: 5 }, () => withdraw('Acme')));
  assert.equal(results.filter(({ ok }) => ok).length, 1);
});

it('whoever tries names to learn which an account has is in the log of staff, without the names', async () => {
  const { accountId } = cast.owner.actor;
  for (const brand of ['Acme', 'Bakery', 'Canary']) assert.equal((await withdraw(brand)).ok, false);
  const { entries } = await listStaffLog(cast.staff, { action: 'sender.miss', accountId });
  assert.equal(entries.length, 3);
  assert.doesNotMatch(JSON.stringify(entries), /Acme|Bakery|Canary/);
});

it('declared and withdrawn at the same moment, it is not left to be sent from', async () => {
  assert.ok((await declare('Acme')).ok);
  const results = await Promise.all([
    ...[declare('Acme'), declare('ACME')],
    withdraw('Acme'),
    ...[declare('Acme'), declare('ACME')],
  ]);
  assert.ok(results[2]!.ok);
  assert.ok((await listSenders(cast.owner)).every(({ value }) => value !== 'Acme'));
});

it('a word that staff reserve cannot be declared from then on, however disguised, until it is removed', async () => {
  assert.ok((await declare('F1reman')).ok);
  const added = await Promise.all(
    Array.from({ length: 4 }, () => addReservedWord(cast.staff, ' Fireman ')),
  );
  assert.equal(added.filter(({ ok }) => ok).length, 1);
  assert.ok(!(await addReservedWord(cast.staff, 'FIREMAN')).ok);
  assert.ok(!(await addReservedWord(cast.staff, '12345')).ok);
  const refused = await declare('Fire-man', cast.stranger);
  assert.ok(!refused.ok && /“Fireman” is reserved/.test(refused.sentence));
  assert.equal((await listSenders(cast.owner)).length, 1);
  const [word, ...others] = await listReservedWords(cast.support);
  assert.deepEqual([word!.word, word!.addedBy, others], ['Fireman', cast.staff.actor.number, []]);
  await removeReservedWord(cast.staff, word!.id);
  assert.ok((await declare('Fire-man', cast.stranger)).ok);
});
