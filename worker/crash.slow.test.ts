import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertMoneyIsExact, countStates, numbersFrom, sendTexts } from '#lib/outbox/testing.ts';
import { openProcessRoad } from './process-testing.ts';
import { until } from './testing.ts';

const messages = 2_000;
const settings = { SMSC_RATE_PER_SECOND: '800', SMSC_WINDOW: '50' };
const { ground, owner, senderId, simulator, startWorker } = await openProcessRoad();

test('a worker killed in the middle of 2,000 messages loses none and sends none twice', async () => {
  // Answers that take a while, so that many are missing at the moment of the crash.
  await simulator.setWeather({ answerDelayMs: 50 });
  await sendTexts(owner, { senderId, numbers: numbersFrom(0, messages) });

  const first = await startWorker(settings);
  await until(
    'a part of them has left',
    async () => ((await countStates(ground)).queued ?? 0) < 1_300,
  );
  await first.signal('SIGKILL');
  const atCrash = await countStates(ground);
  assert.ok((atCrash.queued ?? 0) > 0, 'it was killed in the middle');

  await startWorker(settings);
  const ledger = await until(
    'what the SMSC got is delivered: receipts settle also those whose answer was lost',
    async () => {
      const { delivered = 0, unknown = 0 } = await countStates(ground);
      const submits = await simulator.ledger();
      return delivered === submits.length && delivered + unknown === messages && submits;
    },
  );

  assert.equal(new Set(ledger.map(({ to }) => to)).size, ledger.length, 'none was sent twice');
  // Those about to be written when it died are not at the SMSC, and nobody can tell: they say so, and stay unsent.
  assert.ok(messages - ledger.length <= 50, 'at most a window is unknown');
  await assertMoneyIsExact(ground);
});
