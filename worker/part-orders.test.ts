import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertMoneyIsExact, numbersFrom, priceOfSegment, sendTexts } from '#lib/outbox/testing.ts';
import { openRoad, patientProvider, patientTimings, submitsTo, untilSettled } from './testing.ts';

const road = await openRoad(patientProvider);
const { simulator, owner, senderId, ground } = road;
await road.startWorker(patientTimings);

/** Answers that are missing, late, doubled or after their receipt; receipts doubled, contradicted or announced. */
const mix = { 9011: 10, 9012: 10, 9013: 10, 9014: 10, 9017: 20, 9020: 10, 9021: 10, 9029: 10 };

for (const [parts, count, text] of [
  [1, 400, 'Hello'],
  [3, 200, 'Wort '.repeat(80)],
] as const) {
  test(`A4 responses and receipts in any order: ${count} messages of ${parts} part(s) end alike`, async () => {
    simulator.setWeather({ mix, gapMs: 60, receiptDelayMs: 10, lateAnswerMs: 2_800 });
    const numbers = numbersFrom(parts * 1_000, count);
    const { batchId } = await sendTexts(owner, { senderId, numbers, text });
    const rows = await untilSettled(road, batchId);
    // Of each part the first final receipt says that it arrived, and each part was accepted in some way.
    assert.ok(rows.every(({ state }) => state === 'delivered'));
    assert.ok(rows.every(({ acceptedParts }) => acceptedParts === parts));
    assert.ok(rows.every(({ charged }) => charged === parts * priceOfSegment));
    for (const number of numbers) assert.equal(submitsTo(simulator, number), parts);
    await assertMoneyIsExact(ground);
  });
}
