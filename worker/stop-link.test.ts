import assert from 'node:assert/strict';
import { before, beforeEach, test } from 'node:test';
import { castOf } from '#db/testing.ts';
import { type CustomerContext, visitorContext } from '#lib/context.ts';
import type { SenderId } from '#lib/ids.ts';
import { pressStopLink } from '#lib/opt-outs/press-stop-link.ts';
import { sampleStopLinkEnding } from '#lib/opt-outs/stop-link-ending.ts';
import { stopTokenOf } from '#lib/opt-outs/testing.ts';
import { assertMoneyIsExact, makeSender, numbersFrom, sendTexts } from '#lib/outbox/testing.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { openRoad, submitsTo, until, untilSettled } from './testing.ts';

applyTestSettings({ APP_ORIGIN: 'https://sms.example.com' });
const road = await openRoad({ window: 2 });
const { simulator, ground } = road;
let next = 0;
const freshNumbers = (count: number) => {
  next += count;
  return numbersFrom(next - count, count) as PhoneNumber[];
};

let owner: CustomerContext;
let stranger: CustomerContext;
let senderId: SenderId;
let strangersId: SenderId;
before(() => road.startWorker());
beforeEach(async () => {
  simulator.happen('fairWeather');
  ({ owner, stranger } = await castOf(ground));
  senderId = await makeSender(owner);
  strangersId = await makeSender(stranger);
});

/** Somebody opens the link in the newest text on this phone, and presses. */
async function pressOn(phone: string): Promise<void> {
  const token = simulator.messages(phone).at(-1)?.text.split('/stop/')[1] ?? '';
  await pressStopLink(visitorContext(ground, '192.0.2.1'), token);
}

const textsOn = (phone: string) => simulator.messages(phone).map(({ text }) => text);

for (const [what, text, more] of [
  ['a short text', 'Hello', {}],
  ['a text of several parts', 'Wort '.repeat(80), {}],
  ['a text in UCS-2', 'Καλημέρα σε όλους', {}],
  ['a masked text', 'A secret', { masked: true }],
] as const) {
  test(`each phone gets ${what} with a link of its own, in as many parts as were paid`, async () => {
    const numbers = freshNumbers(5);
    const { batchId } = await sendTexts(owner, {
      senderId,
      numbers,
      text,
      stopLink: true,
      ...more,
    });
    const rows = await untilSettled(road, batchId);
    assert.ok(rows.every(({ state }) => state === 'delivered'));
    const seen = new Set<string>();
    for (const number of numbers) {
      const token = await stopTokenOf(owner, number);
      const whole = `${text}\nStop: https://sms.example.com/stop/${token}`;
      assert.deepEqual(textsOn(number), [whole]);
      assert.equal(whole.length, (text + sampleStopLinkEnding()).length);
      seen.add(token);
    }
    assert.equal(seen.size, numbers.length);
    const [batch] = await ground.sql`select segments from batches where id = ${batchId}`;
    assert.ok(rows.every(({ acceptedParts }) => acceptedParts === batch!.segments));
    await assertMoneyIsExact(ground);
  });
}

test('texts of one batch without a link are the same for everybody', async () => {
  const numbers = freshNumbers(3);
  const { batchId } = await sendTexts(owner, { senderId, numbers });
  await untilSettled(road, batchId);
  for (const number of numbers) assert.deepEqual(textsOn(number), ['Hello']);
});

test('a press while 100 wait in the outbox: what has not left is not sent and not paid', async () => {
  const [phone] = freshNumbers(1) as [PhoneNumber];
  const first = await sendTexts(owner, { senderId, numbers: [phone], stopLink: true });
  await untilSettled(road, first.batchId);
  simulator.setWeather({ answerDelayMs: 200 });
  const numbers = Array<string>(100).fill(phone);
  const { batchId } = await sendTexts(owner, { senderId, numbers, stopLink: true });
  await until('some have left', () => submitsTo(simulator, phone) > 1);
  await pressOn(phone);
  simulator.happen('fairWeather');
  const rows = await untilSettled(road, batchId);
  const stopped = rows.filter(({ reason }) => reason === 'opted_out');
  // Two windows of two were claimed ahead, and some more left before the press.
  assert.ok(stopped.length > 50, `${stopped.length} of 100 were stopped`);
  assert.ok(stopped.every(({ state, charged }) => state === 'failed' && charged === 0));
  assert.equal(submitsTo(simulator, phone) - 1 + stopped.length, 100);
  await assertMoneyIsExact(ground);
});

test('a press stops what is scheduled, and no other account', async () => {
  const [phone] = freshNumbers(1) as [PhoneNumber];
  const now = { numbers: [phone], stopLink: true };
  const first = await sendTexts(owner, { senderId, ...now });
  await untilSettled(road, first.batchId);
  const soon = new Date(Date.now() + 1_500);
  const later = await sendTexts(owner, { senderId, numbers: [phone], sendAt: soon });
  await pressOn(phone);
  const [row] = await untilSettled(road, later.batchId);
  assert.deepEqual([row!.state, row!.reason], ['failed', 'opted_out']);
  const theirs = await sendTexts(stranger, { senderId: strangersId, ...now });
  const [other] = await untilSettled(road, theirs.batchId);
  assert.equal(other!.state, 'delivered');
});

test('a link that has become longer than what was paid for keeps the text back, unpaid', async () => {
  // One letter more than fits in one SMS with the link.
  const text = 'a'.repeat(161 - sampleStopLinkEnding().length);
  const linked = { senderId, numbers: freshNumbers(1), text, stopLink: true };
  const { batchId } = await sendTexts(owner, linked);
  const rows = await untilSettled(road, batchId);
  assert.equal(rows[0]!.acceptedParts, 2);
  const sendAt = new Date(Date.now() + 1_500);
  const later = await sendTexts(owner, { ...linked, sendAt });
  await ground.sql`update messages set segments = 1 where batch_id = ${later.batchId}`;
  const [row] = await untilSettled(road, later.batchId);
  assert.deepEqual([row!.state, row!.reason, row!.charged], ['failed', 'content_refused', 0]);
});
