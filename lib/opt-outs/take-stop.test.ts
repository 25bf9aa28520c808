import assert from 'node:assert/strict';
import { before, beforeEach, test } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { AccountId } from '#lib/ids.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { SearchKeys } from '#lib/keyring/search-keys.ts';
import { acceptTestBatch, giveCredit } from '#lib/messages/testing.ts';
import { micros } from '#lib/money/micros.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { hashSenderNumbers } from '#lib/senders/hash-sender-numbers.ts';
import { removeSender } from '#lib/senders/remove-sender.ts';
import { lastCodeText, loadTestPrice, provenNumber } from '#lib/senders/testing.ts';
import { countOptOuts } from './count-opt-outs.ts';
import { optedOutNumbers } from './opted-out-numbers.ts';
import { recordOptOut } from './record-opt-out.ts';
import { takeStop } from './take-stop.ts';

const ground = await openTestGround();
before(() => loadTestPrice(ground));

let owner: CustomerContext;
let stranger: CustomerContext;
let worker: Awaited<ReturnType<typeof castOf>>['worker'];
let searchKeys: SearchKeys;
beforeEach(async () => {
  ({ owner, stranger, worker } = await castOf(ground));
  await giveCredit(owner);
  await giveCredit(stranger);
  searchKeys = new SearchKeys(ground.keyring);
});

let next = 0;
const freshNumber = () => `+30697${1_000_000 + next++}` as PhoneNumber;
const shortCode = '54321';

/** Digits without +, as most SMSCs write numbers. */
const stop = (from: string, to: string) =>
  takeStop(worker, searchKeys, { from: from.slice(1), to: to.replace('+', '') });

const text = (ctx: CustomerContext, number: PhoneNumber) =>
  acceptTestBatch(ground, ctx, {
    recipients: [{ number, country: 'GR', segmentMicros: micros(42_000) }],
  });

const isOut = async (ctx: CustomerContext, number: PhoneNumber) =>
  (await optedOutNumbers(ground, ctx.actor.accountId, [number])).has(number);

const noticesOf = async (...accounts: CustomerContext[]) => {
  const ids = accounts.map(({ actor }) => actor.accountId);
  const rows = await ground.sql`
    select account_id from batches where kind = 'notice' and account_id = any(${ids})`;
  return rows.map((row) => row.account_id as AccountId);
};

const oneWith = { optOuts: 1, isConfirmed: true };
const none = { optOuts: 0, isConfirmed: false };

test("STOP to a customer's number is an opt-out of that customer and of nobody else", async () => {
  const [phone, number] = [freshNumber(), freshNumber()];
  await provenNumber(ground, owner, number);
  await text(stranger, phone);
  assert.deepEqual(await stop(phone, number), oneWith);
  assert.equal(await isOut(owner, phone), true);
  assert.equal(await isOut(stranger, phone), false);
  assert.equal(await countOptOuts(owner), 1);
  assert.equal(await countOptOuts(stranger), 0);
  assert.deepEqual(await noticesOf(owner, stranger), [owner.actor.accountId]);
});

test('STOP to a number that two customers share is an opt-out of both, confirmed once', async () => {
  const [phone, number] = [freshNumber(), freshNumber()];
  await provenNumber(ground, owner, number);
  await provenNumber(ground, stranger, number);
  assert.deepEqual(await stop(phone, number), { optOuts: 2, isConfirmed: true });
  assert.ok((await isOut(owner, phone)) && (await isOut(stranger, phone)));
  assert.equal((await noticesOf(owner, stranger)).length, 1);
});

test('STOP to a short code is an opt-out of everybody who has texted the phone, and of nobody else', async () => {
  const phone = freshNumber();
  await text(owner, phone);
  await text(stranger, freshNumber());
  assert.deepEqual(await stop(phone, shortCode), oneWith);
  assert.equal(await isOut(owner, phone), true);
  assert.equal(await isOut(stranger, phone), false);
});

test("STOP to a long number of the operator's is for everybody who has texted the phone, and says so", async () => {
  const phone = freshNumber();
  await text(owner, phone);
  assert.deepEqual(await stop(phone, freshNumber()), oneWith);
  assert.match(await lastCodeText(ground, owner), /no more messages from those who texted you/);
});

test('STOP counts no one-time code as a text: only what a customer wrote', async () => {
  const phone = freshNumber();
  await provenNumber(ground, owner, phone);
  await text(owner, freshNumber());
  assert.deepEqual(await stop(phone, shortCode), none);
});

test('STOP from a phone that nobody texted, or from no phone, does nothing', async () => {
  await text(owner, freshNumber());
  assert.deepEqual(await stop(freshNumber(), shortCode), none);
  const named = await takeStop(worker, searchKeys, { from: 'Acme', to: shortCode });
  assert.deepEqual(named, none);
});

test('STOP twice, or ten times at once, is one opt-out and one confirmation', async () => {
  const [phone, number] = [freshNumber(), freshNumber()];
  await provenNumber(ground, owner, number);
  const taken = await Promise.all(Array.from({ length: 10 }, () => stop(phone, number)));
  assert.equal(taken.filter(({ optOuts }) => optOuts === 1).length, 1);
  assert.equal(taken.filter(({ isConfirmed }) => isConfirmed).length, 1);
  assert.deepEqual(await stop(phone, number), none);
  assert.equal((await noticesOf(owner)).length, 1);
});

test('STOP is confirmed once a day at most, also when there is somebody new to stop', async () => {
  const phone = freshNumber();
  await text(owner, phone);
  await stop(phone, shortCode);
  await text(stranger, phone);
  assert.deepEqual(await stop(phone, shortCode), { optOuts: 1, isConfirmed: false });
  const { actor } = (await castOf(ground)).owner;
  const third = { ...owner, actor };
  await giveCredit(third);
  await text(third, phone);
  await ground.sql`update opt_outs set created_at = created_at - interval '1 day'`;
  assert.deepEqual(await stop(phone, shortCode), oneWith);
});

test('STOP to a number that was removed is for whoever had it, unless somebody else has it now', async () => {
  const [phone, number] = [freshNumber(), freshNumber()];
  await removeSender(owner, await provenNumber(ground, owner, number));
  await provenNumber(ground, stranger, number);
  await stop(phone, number);
  assert.deepEqual([await isOut(owner, phone), await isOut(stranger, phone)], [false, true]);
  const alone = freshNumber();
  await removeSender(owner, await provenNumber(ground, owner, alone));
  assert.deepEqual(await stop(phone, alone), oneWith);
  assert.equal(await isOut(owner, phone), true);
});

test('STOP finds numbers that were confirmed before they had a hash', async () => {
  const [phone, number] = [freshNumber(), freshNumber()];
  const senderId = await provenNumber(ground, owner, number);
  await ground.sql`update senders set number_hash = null where id = ${senderId}`;
  assert.deepEqual(await stop(phone, number), none);
  assert.equal(await hashSenderNumbers(worker), 1);
  assert.equal(await hashSenderNumbers(worker), 0);
  assert.deepEqual(await stop(phone, number), oneWith);
});

test('STOP after an account was deleted skips it, and the confirmation comes in the name of another', async () => {
  const [phone, number] = [freshNumber(), freshNumber()];
  await text(owner, phone);
  await text(stranger, phone);
  await provenNumber(ground, owner, number);
  await provenNumber(ground, stranger, number);
  const { accountId } = owner.actor;
  for (const name of [
    accountKeyName(accountId),
    ...(await ground.keyring.list(`numbers/${accountId}/`)),
  ])
    await ground.keyring.destroy(name);
  assert.equal((await stop(phone, number)).isConfirmed, true);
  assert.deepEqual(await noticesOf(owner, stranger), [stranger.actor.accountId]);
  await ground.sql`delete from opt_outs`;
  assert.deepEqual(await stop(phone, shortCode), oneWith);
  assert.deepEqual([await isOut(owner, phone), await isOut(stranger, phone)], [false, true]);
});

test('STOP after the customer had opted the person out is nothing new', async () => {
  const [phone, number] = [freshNumber(), freshNumber()];
  await provenNumber(ground, owner, number);
  await recordOptOut(owner, { number: phone, source: 'customer' });
  assert.deepEqual(await stop(phone, number), none);
});

test('STOP is read from numbers as SMSCs write them: with +, with 00, national', async () => {
  const number = freshNumber();
  await provenNumber(ground, owner, number);
  const writings: ((digits: string) => string)[] = [
    (digits) => `+${digits}`,
    (digits) => `00${digits}`,
    (digits) => digits.slice(2),
  ];
  for (const write of writings) {
    const phone = freshNumber();
    const [from, to] = [phone, number].map((each) => write(each.slice(1))) as [string, string];
    assert.deepEqual((await takeStop(worker, searchKeys, { from, to })).optOuts, 1);
    assert.ok(await isOut(owner, phone));
  }
});

test('STOP leaves nothing readable behind', async () => {
  const [phone, number] = [freshNumber(), freshNumber()];
  await provenNumber(ground, owner, number);
  await stop(phone, number);
  const { accountId } = owner.actor;
  const rows = await ground.sql`
    select b::text, m::text, o::text, s::text
    from batches b join messages m on m.account_id = b.account_id and m.batch_id = b.id
    join opt_outs o on o.account_id = b.account_id join senders s on s.account_id = b.account_id
    where b.account_id = ${accountId} and b.kind = 'notice'`;
  assert.equal(rows.length, 1);
  const words = JSON.stringify(rows);
  for (const secret of [phone.slice(3), number.slice(3), 'no more messages']) {
    assert.ok(!words.includes(secret) && !words.includes(Buffer.from(secret).toString('hex')));
  }
});
