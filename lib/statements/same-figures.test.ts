import assert from 'node:assert/strict';
import { it } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { readStatement } from '#lib/ledger/read-statement.ts';
import { totalStatement } from '#lib/ledger/total-statement.ts';
import { cancelBatch } from '#lib/messages/cancel-batch.ts';
import { readBatch } from '#lib/messages/read-batch.ts';
import { recountBatches } from '#lib/messages/recount-batches.ts';
import { sendMessages } from '#lib/messages/send-messages.ts';
import { testNumbers } from '#lib/messages/testing.ts';
import { claimWaiting, openOutcomes } from '#lib/outbox/testing.ts';
import { readQuote } from '#lib/quotes/read-quote.ts';
import { loadTestPrices, mustQuote } from '#lib/quotes/testing.ts';
import { readMonthlyStatement } from './read-monthly-statement.ts';
import { monthNameOf } from './statement-month.ts';
import { summariseLines } from './summarise-lines.ts';

const ground = await openTestGround();
await loadTestPrices(ground.db);
const { owner, worker } = await castOf(ground);
const outcomes = await openOutcomes(owner, worker);

it('the price before sending, the page of the send, and the statement show the same figures', async () => {
  const { quoteId } = await mustQuote(owner, {
    recipients: testNumbers(6).join(', '),
    text: 'ζ'.repeat(71),
  });
  const quote = (await readQuote(owner, quoteId))!;
  const sent = await sendMessages(owner, quoteId);
  assert.ok(sent.ok);
  const { batchId } = sent;
  const kindsOf = async () =>
    Object.fromEntries((await totalStatement(owner, { batchId })).map((each) => [each.kind, each]));

  // Sent: all of the price is set aside.
  assert.equal((await readBatch(owner, batchId))?.totalMicros, quote.totalMicros);
  assert.equal((await kindsOf()).set_aside?.reservedMicros, quote.totalMicros);

  // Of six, two are accepted whole, one in part, one is refused, and two are cancelled.
  const [whole, too, partly, refused] = await claimWaiting(worker, {
    sessionId: outcomes.sessionId,
    limit: 4,
  });
  await outcomes.record({
    endings: [
      { kind: 'sent', message: whole! },
      { kind: 'sent', message: too! },
      { kind: 'partial', message: partly!, acceptedParts: 1, networkCode: 0x45 },
      { kind: 'failed', message: refused!, reason: 'number_refused', networkCode: 0x0b },
    ],
  });
  assert.deepEqual(await cancelBatch(owner, batchId), { ok: true, cancelled: 2, leaving: 0 });
  await recountBatches(worker.db, [{ accountId: owner.actor.accountId, batchId }]);
  const batch = (await readBatch(owner, batchId))!;
  const { set_aside, charged, returned } = await kindsOf();
  assert.equal(batch.chargedMicros, 5 * 42_000);
  assert.equal(charged?.chargedMicros, batch.chargedMicros);
  assert.equal(charged?.messages, 3);
  assert.equal(returned?.availableMicros, batch.totalMicros - batch.chargedMicros);
  assert.equal(set_aside?.availableMicros, -quote.totalMicros);
  const { entries } = await readStatement(owner, { batchId });
  assert.equal(
    entries.reduce((total, { amountMicros }) => total + amountMicros, 0),
    -batch.chargedMicros,
  );

  // On paper too: one line for the send, with what it cost in the end.
  const statement = (await readMonthlyStatement(owner, monthNameOf(new Date())))!;
  const { lines } = await summariseLines(owner, statement);
  const line = lines.find((each) => each.batchId === batchId)!;
  assert.equal(line.words, 'Send of 6 messages');
  assert.deepEqual(
    [line.availableMicros, line.reservedMicros, line.chargedMicros],
    [-batch.chargedMicros, 0, batch.chargedMicros],
  );
});
