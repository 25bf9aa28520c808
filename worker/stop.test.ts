import assert from 'node:assert/strict';
import { before, beforeEach, test } from 'node:test';
import { castOf } from '#db/testing.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { SenderId } from '#lib/ids.ts';
import { listBatches } from '#lib/messages/list-batches.ts';
import { optedOutNumbers } from '#lib/opt-outs/opted-out-numbers.ts';
import { assertMoneyIsExact, makeSender, numbersFrom, sendTexts } from '#lib/outbox/testing.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { requestNumberCode } from '#lib/senders/request-number-code.ts';
import { lastCode, loadTestPrice, provenNumber } from '#lib/senders/testing.ts';
import { openRoad, submitsTo, until, untilSettled } from './testing.ts';

const road = await openRoad({ window: 2 });
const { simulator, ground } = road;
const shortCode = '54321';
let next = 0;
const freshNumber = () => numbersFrom(next++, 1)[0] as PhoneNumber;

type Customer = CustomerContext & {
  senderId: SenderId;
  text: (number: string, more?: object) => Promise<string>;
};
let owner: Customer;
let stranger: Customer;

before(async () => {
  await loadTestPrice(ground);
  await road.startWorker();
});
beforeEach(async () => {
  simulator.happen('fairWeather');
  const cast = await castOf(ground);
  owner = await customerOf(cast.owner);
  stranger = await customerOf(cast.stranger);
});

/** A customer with a brand, and how a text of theirs ends. */
async function customerOf(ctx: CustomerContext): Promise<Customer> {
  const senderId = await makeSender(ctx);
  const text = async (number: string, more: object = {}) => {
    const { batchId } = await sendTexts(ctx, { senderId, numbers: [number], ...more });
    const [row] = await untilSettled(road, batchId);
    return row!.charged === 0 ? `${row!.state} ${row!.reason}` : row!.state;
  };
  return { ...ctx, senderId, text };
}

const isOut = async (ctx: CustomerContext, number: PhoneNumber) =>
  (await optedOutNumbers(ground, ctx.actor.accountId, [number])).has(number);

const stopFrom = async (ctx: CustomerContext, from: PhoneNumber, to: string, text = 'STOP') => {
  simulator.sendFromPhone({ from, to, text });
  await until('the opt-out is there', () => isOut(ctx, from));
};

const digitsOf = (address: string) => address.replace('+', '');

/** What lies on the phone from this address. */
const confirmations = (phone: string, from: string) =>
  simulator.messages(phone).filter((message) => digitsOf(message.from) === digitsOf(from));

/** Everything that was sent before has been taken once this has. */
async function drainInbox(): Promise<void> {
  const [phone, number] = [freshNumber(), freshNumber()];
  await provenNumber(ground, stranger, number);
  await stopFrom(stranger, phone, number);
}

test("STOP from a phone is an opt-out before the next send to that customer's senders", async () => {
  const [phone, number] = [freshNumber(), freshNumber()];
  await provenNumber(ground, owner, number);
  assert.equal(await owner.text(phone), 'delivered');
  await stopFrom(owner, phone, number, 'Stop. 🙏');
  assert.equal(await owner.text(phone), 'failed opted_out');
  assert.equal(await stranger.text(phone), 'delivered');
  await assertMoneyIsExact(ground);
});

test('STOP is confirmed once, from the number that it was sent to, free and unseen by the customer', async () => {
  const [phone, number] = [freshNumber(), freshNumber()];
  await provenNumber(ground, owner, number);
  for (let i = 0; i < 3; i++) await stopFrom(owner, phone, number);
  await until('the confirmation is there', () => confirmations(phone, number).length > 0);
  await drainInbox();
  const [confirmation, ...more] = confirmations(phone, number);
  assert.equal(confirmation!.text, 'AllSMS: you will get no more messages from this sender.');
  assert.deepEqual([confirmation!.partCount, more], [1, []]);
  const [submit] = simulator.ledger().filter(({ to }) => to === phone);
  assert.deepEqual([submit!.fromTon, submit!.fromNpi], [1, 1]);
  const rows = await ground.sql`
    select kind, total_micros::int as micros from batches
    where account_id = ${owner.actor.accountId} and kind = 'notice'`;
  assert.deepEqual([...rows], [{ kind: 'notice', micros: 0 }]);
  assert.deepEqual((await listBatches(owner, {})).batches, []);
});

test('STOP to a short code reaches everybody who has texted the phone, and nobody else', async () => {
  const phone = freshNumber();
  const third = await customerOf((await castOf(ground)).owner);
  assert.equal(await owner.text(phone), 'delivered');
  assert.equal(await stranger.text(phone), 'delivered');
  assert.equal(await third.text(freshNumber()), 'delivered');
  await stopFrom(owner, phone, shortCode, 'unsubscribe');
  assert.equal(await owner.text(phone), 'failed opted_out');
  assert.equal(await stranger.text(phone), 'failed opted_out');
  assert.equal(await third.text(phone), 'delivered');
  await until('the confirmation is there', () => confirmations(phone, shortCode).length > 0);
  assert.equal(confirmations(phone, shortCode).length, 1);
  const submit = simulator.ledger().find(({ to, from }) => to === phone && from === shortCode);
  assert.deepEqual([submit!.fromTon, submit!.fromNpi], [3, 0]);
});

test('STOP while 100 wait in the outbox: what has not left is not sent and not paid', async () => {
  const [phone, number] = [freshNumber(), freshNumber()];
  await provenNumber(ground, owner, number);
  await until('the code has left', () => submitsTo(simulator, number) === 1);
  simulator.setWeather({ answerDelayMs: 200 });
  const { senderId } = owner;
  const numbers = Array<string>(100).fill(phone);
  const { batchId } = await sendTexts(owner, { senderId, numbers });
  await until('the first have left', () => submitsTo(simulator, phone) > 0);
  await stopFrom(owner, phone, number);
  simulator.happen('fairWeather');
  const rows = await untilSettled(road, batchId);
  const stopped = rows.filter(({ reason }) => reason === 'opted_out');
  // Two windows of two were claimed ahead, and some more left before the opt-out was there.
  assert.ok(stopped.length > 50, `${stopped.length} of 100 were stopped`);
  assert.ok(stopped.every(({ state, charged }) => state === 'failed' && charged === 0));
  const sent = simulator.ledger().filter(({ to, from }) => to === phone && from === 'Acme');
  assert.equal(sent.length + stopped.length, 100);
  await assertMoneyIsExact(ground);
});

test('STOP does not keep a one-time code from the number', async () => {
  const [phone, number] = [freshNumber(), freshNumber()];
  await provenNumber(ground, owner, number);
  await stopFrom(owner, phone, number);
  assert.ok((await requestNumberCode(owner, { typed: phone })).ok);
  const code = await lastCode(ground, owner);
  await until('the code is there', () =>
    simulator.messages(phone).some((one) => one.code === code),
  );
});

test('STOP within a longer text, or as a part of one, is none', async () => {
  const [phone, number] = [freshNumber(), freshNumber()];
  await provenNumber(ground, owner, number);
  const texts = [
    "Please don't stop",
    'Stop it please',
    'Thank you!',
    `STOP${' '.repeat(200)}`,
    `${'no '.repeat(60)}STOP`,
    `${'όχι '.repeat(40)}STOP`,
  ];
  for (const text of texts) simulator.sendFromPhone({ from: phone, to: number, text });
  await drainInbox();
  assert.equal(await isOut(owner, phone), false);
  assert.equal(await owner.text(phone), 'delivered');
  // Each was answered well, or it would have come again.
  const rows = simulator.phoneTexts().filter(({ from }) => from === phone);
  assert.equal(rows.length, 3 + 2 + 2 + 3);
});

test('STOP from a phone that nobody has texted is answered and leaves nothing', async () => {
  const phone = freshNumber();
  const before = await ground.sql`select count(*)::int as n from opt_outs`;
  simulator.sendFromPhone({ from: phone, to: shortCode, text: 'STOP' });
  await until('it was sent', () => simulator.phoneTexts().some(({ from }) => from === phone));
  await drainInbox();
  const after = await ground.sql`select count(*)::int as n from opt_outs`;
  assert.equal(after[0]!.n - before[0]!.n, 1);
  assert.equal(simulator.phoneTexts().filter(({ from }) => from === phone).length, 1);
  assert.deepEqual(simulator.messages(phone), []);
});
