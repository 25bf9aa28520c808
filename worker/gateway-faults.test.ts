import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { countStates, numbersFrom } from '#lib/outbox/testing.ts';
import { assertHonestEnd, sendBatches } from './honest-end-testing.ts';
import { openRoad, until } from './testing.ts';

// What popular gateways get wrong: each of these stopped, lost or doubled messages in one of them.

const window = 10;
/** Bulk leaves a place free for codes. */
const inFlight = window - 1;
const road = await openRoad({ window });
const { ground, simulator, senderId } = road;
const worker = await road.startWorker();

const withEnding = (last: string, count: number) =>
  Array.from({ length: count }, (_, index) => `+3069${1_000 + index}${last}`);

beforeEach(() => simulator.setWeather({ answerDelayMs: 0, holdReceipts: false }));

test('A4 receipts before the responses: 1,000 of 1,000 are matched', async () => {
  const sent = await sendBatches(road, senderId, [{ numbers: withEnding('9017', 1_000) }]);
  assert.equal((await assertHonestEnd(road, sent, simulator.ledger)).unknown, 0);
  assert.equal((await countStates(ground)).delivered, 1_000);
});

test('S6 10 responses never come, with a window of 10: unknown at the deadline, and it goes on', async () => {
  const silent = { numbers: withEnding('9010', window) };
  const [batch] = await sendBatches(road, senderId, [silent, { numbers: numbersFrom(0, 100) }]);
  await until('they are unknown, and the others delivered', async () => {
    const { delivered, unknown } = await countStates(ground);
    return delivered === 1_100 && unknown === window;
  });
  for (const number of batch!.numbers) {
    assert.equal(simulator.ledger().filter(({ to }) => to === number).length, 1);
  }
  assert.equal(worker.health().binds[0]?.state, 'bound');
});

test('S9 the connection is lost with 9 in flight: 9 unknown, none twice', async () => {
  simulator.setWeather({ answerDelayMs: 400, holdReceipts: true });
  const unknownBefore = (await countStates(ground)).unknown ?? 0;
  const before = simulator.ledger().length;
  const sent = await sendBatches(road, senderId, [{ numbers: numbersFrom(100, 100) }]);
  await until('they are in flight', () => simulator.ledger().length === before + inFlight);
  simulator.happen('hangUp');
  await until('they are unknown', async () => {
    return (await countStates(ground)).unknown === unknownBefore + inFlight;
  });
  simulator.setWeather({ answerDelayMs: 0, holdReceipts: false });
  // Their receipts settle them; had one been sent again, the SMSC would have accepted it twice.
  await until(
    'all are delivered',
    async () => (await countStates(ground)).unknown === unknownBefore,
  );
  assert.equal((await assertHonestEnd(road, sent, simulator.ledger)).unknown, 0);
});
