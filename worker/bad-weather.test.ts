import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Submit } from '#dev/simulator/submit.ts';
import {
  assertMoneyIsExact,
  numbersFrom,
  priceOfSegment,
  type StatusRow,
  sendTexts,
} from '#lib/outbox/testing.ts';
import { openRoad, untilSettled } from './testing.ts';

const road = await openRoad();
const { simulator, owner, senderId, ground } = road;
await road.startWorker();

/** What the SMSC did with the text of one number. */
type Told = { submits: Submit[]; stats: string[] };

const isTaken = ({ status }: Submit) => status === 0;
const isUnanswered = ({ status }: Submit) => status === null;

/** Whether the SMSC's own ledger bears out what the customer reads. */
function isHonest({ state, reason }: StatusRow, { submits, stats }: Told): boolean {
  switch (state) {
    case 'delivered':
      return stats.includes('DELIVRD');
    case 'undelivered':
      return stats.includes('UNDELIV');
    case 'failed':
      return submits.length > 0 && !submits.some((one) => isTaken(one) || isUnanswered(one));
    case 'expired':
      if (reason === 'no_report') return submits.some(isTaken);
      // The text or its answer was on a line that dropped: nobody can tell, and no receipt ever did.
      if (reason === 'no_answer') return !stats.some((stat) => stat !== 'ENROUTE');
      return reason === 'waited_too_long' && submits.every(isRefused);
    default:
      return false;
  }
}

const isRefused = (one: Submit) => !isTaken(one) && !isUnanswered(one);
const isFree = ({ state, reason }: StatusRow) => state === 'failed' || reason === 'waited_too_long';

test('1,000 messages in bad weather all end honestly: SMSC, database and money agree', async () => {
  simulator.happen('badWeather');
  // As bad as in the demo, and quicker.
  const quicker = { hangUpEveryMs: 900, receiptDelayMs: 100, gapMs: 50, lateAnswerMs: 1_500 };
  simulator.setWeather(quicker);
  const numbers = numbersFrom(0, 1_000);
  const wanted = { senderId, numbers, validForMs: 12_000 };
  const { batchId, messageIds } = await sendTexts(owner, wanted);
  const rows = new Map((await untilSettled(road, batchId)).map((row) => [row.id, row]));
  const submits = Map.groupBy(simulator.ledger(), ({ to }) => to);
  const receipts = Map.groupBy(simulator.receipts(), ({ to }) => to);
  for (const [i, number] of numbers.entries()) {
    const row = rows.get(messageIds[i]!)!;
    const told = {
      submits: submits.get(number) ?? [],
      stats: (receipts.get(number) ?? []).map(({ stat }) => stat),
    };
    assert.ok(isHonest(row, told), JSON.stringify({ row, told }));
    assert.equal(row.charged, isFree(row) ? 0 : priceOfSegment);
    assert.ok(told.submits.filter((one) => !isRefused(one)).length <= 1, 'it was sent twice');
  }
  const states = new Set([...rows.values()].map(({ state }) => state));
  assert.ok(states.size >= 4, 'the weather was bad');
  assert.ok(simulator.connections().closed > 2, 'lines dropped');
  await assertMoneyIsExact(ground);
});
