import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertMoneyIsExact, numbersFrom, priceOfSegment, sendTexts } from '#lib/outbox/testing.ts';
import { openRoad, submitsTo, until, untilSettled } from './testing.ts';

const road = await openRoad();
const { owner, senderId, simulator } = road;
await road.startWorker();

let next = 0;
/** A number of its own with an ending that the simulator knows. */
const ending = (last: string) => `+3069${String(1_000 + next++).slice(-4)}${last}`;

const send = async (numbers: string[], more: { text?: string; validForMs?: number } = {}) => {
  const { batchId } = await sendTexts(owner, { senderId, numbers, ...more });
  return batchId;
};

const charged = 'charged';
const free = 'free';
/** [ending, final state, reason, money, how often the SMSC gets it] */
const cases: [string, string, string | null, string, number][] = [
  ['0000', 'delivered', null, charged, 1],
  ['9001', 'failed', 'number_refused', free, 1],
  ['9002', 'failed', 'sender_refused', free, 1],
  ['9003', 'failed', 'network_refused', free, 1],
  ['9004', 'delivered', null, charged, 3],
  ['9005', 'delivered', null, charged, 2],
  ['9007', 'failed', 'network_refused', free, 1],
  ['9008', 'delivered', null, charged, 2],
  ['9011', 'delivered', null, charged, 1],
  ['9012', 'delivered', null, charged, 1],
  ['9013', 'delivered', null, charged, 1],
  ['9014', 'delivered', null, charged, 1],
  ['9017', 'delivered', null, charged, 1],
  ['9020', 'delivered', null, charged, 1],
  ['9021', 'delivered', null, charged, 1],
  ['9023', 'undelivered', 'not_delivered', charged, 1],
  ['9024', 'expired', 'phone_unreachable', charged, 1],
  ['9025', 'rejected', 'rejected_by_network', charged, 1],
  ['9026', 'delivered', null, charged, 1],
  ['9027', 'delivered', null, charged, 1],
  ['9028', 'delivered', null, charged, 1],
  ['9029', 'delivered', null, charged, 1],
];
for (const [last, state, reason, money, times] of cases) {
  test(`a text to …${last} ends as ${state}, ${money}`, async () => {
    const number = ending(last);
    const batchId = await send([number]);
    const [row] = await untilSettled(road, batchId);
    assert.deepEqual([row!.state, row!.reason], [state, reason]);
    assert.equal(row!.charged, money === charged ? priceOfSegment : 0);
    assert.equal(submitsTo(simulator, number), times);
  });
}

test('a text that is always put off or never answered ends with its validity', async () => {
  const full = await send([ending('9006')], { validForMs: 2_000 });
  const silent = await send([ending('9010')], { validForMs: 2_000 });
  const unreported = await send([ending('9022')], { validForMs: 2_000 });
  const reasons: (string | null)[] = [];
  for (const batchId of [full, silent, unreported]) {
    const [row] = await untilSettled(road, batchId);
    assert.equal(row!.state, 'expired');
    reasons.push(row!.reason);
  }
  assert.deepEqual(reasons, ['waited_too_long', 'no_answer', 'no_report']);
  await assertMoneyIsExact(road.ground);
});

test('while an answer is missing the message is unknown, and nobody sends it again', async () => {
  const number = ending('9010');
  const batchId = await send([number]);
  const [row] = await untilSettled(road, batchId, ['unknown']);
  assert.equal(row!.state, 'unknown');
  await new Promise((resolve) => setTimeout(resolve, 700));
  assert.equal(submitsTo(simulator, number), 1);
});

test('when the line drops, what was answered is kept, the rest is unknown, and the next line goes on', async () => {
  const dropped = [ending('9015'), ending('9018'), ending('9016')];
  const rows = [];
  for (const number of dropped)
    rows.push(await untilSettled(road, await send([number]), ['unknown']));
  const [ordinary] = await untilSettled(road, await send(numbersFrom(500, 1)));
  assert.equal(ordinary!.state, 'delivered');
  for (const number of dropped) assert.equal(submitsTo(simulator, number), 1);
  assert.equal(rows[0]![0]!.state, 'unknown');
  await assertMoneyIsExact(road.ground);
});

test('F3 the parts of a long text arrive whole and in order, Unicode too', async () => {
  const text = 'Καλημέρα σε όλους! 😀 '.repeat(20).trim();
  const [number] = numbersFrom(600, 1);
  const [row] = await untilSettled(road, await send([number!], { text }));
  assert.equal(row!.state, 'delivered');
  assert.equal(simulator.messages(number!)[0]!.text, text);
  assert.equal(row!.charged, row!.acceptedParts * priceOfSegment);
  assert.ok(row!.acceptedParts > 5);
});

test('F1, F2 sender, receipt wish and validity are set', async () => {
  const [number] = numbersFrom(700, 1);
  await untilSettled(road, await send([number!], { validForMs: 90 * 60_000 }));
  const submit = simulator.ledger().find(({ to }) => to === number)!;
  assert.deepEqual(
    [submit.from, submit.fromTon, submit.fromNpi, submit.toTon, submit.toNpi],
    ['Acme', 5, 0, 1, 1],
  );
  assert.equal(submit.registeredDelivery, 1);
  assert.match(submit.validityPeriod, /^000000012959000R$|^000000013000000R$/);
});

test('F3 a part that is throttled after others were accepted is tried again alone', async () => {
  const [number] = numbersFrom(800, 1);
  const text = 'Wort '.repeat(80);
  simulator.setWeather({ throttleEvery: 2 });
  const [row] = await untilSettled(road, await send([number!], { text }));
  simulator.setWeather({ throttleEvery: null });
  assert.equal(row!.state, 'delivered');
  assert.equal(row!.acceptedParts, 3);
  assert.equal(simulator.messages(number!)[0]!.text, text);
  await assertMoneyIsExact(road.ground);
});

test('batches are counted, and finished when their last message is final', async () => {
  const batchId = await send([...numbersFrom(900, 20), ending('9001')]);
  const [batch] = await until('the batch is finished', async () => {
    const rows = await road.ground.sql`
      select counts, charged_micros::int as charged from batches
      where id = ${batchId} and finished_at is not null`;
    return rows.length > 0 && rows;
  });
  assert.deepEqual(batch!.counts, { delivered: 20, failed: 1 });
  assert.equal(batch!.charged, 20 * priceOfSegment);
});
