import assert from 'node:assert/strict';
import test from 'node:test';
import type { SubmitOutcome } from './outcome.ts';
import { type Request, SubmitWindow, sequenceOf } from './submit-window.ts';

function request(ticket: number, deadlineMs = 1000) {
  const outcomes: SubmitOutcome[] = [];
  const made: Request = {
    ticket,
    octets: Buffer.alloc(0),
    deadlineMs,
    mayHaveLeft: false,
    settle: (outcome) => outcomes.push(outcome),
  };
  return { made, outcomes };
}

test('S3 sequence numbers go from 1 to 0x7FFFFFFF and begin again at 1', () => {
  assert.equal(sequenceOf(1), 1);
  assert.equal(sequenceOf(0x7fffffff), 0x7fffffff);
  assert.equal(sequenceOf(0x80000000), 1);
  assert.equal(sequenceOf(0x7fffffff * 3 + 5), 5);
});

test('a full window holds the next ones in their order', () => {
  const window = new SubmitWindow(1);
  window.hold(request(1).made);
  window.hold(request(2).made);
  window.admit(window.takeHeld()!, 1000);
  assert.equal(window.takeHeld(), null);
  assert.equal(window.inFlight, 2);
  assert.equal(window.answer(1)?.ticket, 1);
  assert.equal(window.takeHeld()?.ticket, 2);
});

test('S6 what is overdue is unknown, and its late answer is recognised once', () => {
  const window = new SubmitWindow(2);
  const { made, outcomes } = request(7);
  window.admit(made, 1000);
  window.markLeft();
  assert.equal(window.expire(999), 0);
  assert.equal(window.expire(1000), 1);
  assert.deepEqual(outcomes, [{ outcome: 'unknown', reason: 'noAnswer' }]);
  assert.equal(window.answer(7), null);
  assert.equal(window.answerLate(7), 7);
  assert.equal(window.answerLate(7), null);
});

test('S9 the end makes what left unknown and gives back what did not', () => {
  const window = new SubmitWindow(2);
  const [left, encoded, held] = [request(1), request(2), request(3)];
  window.admit(left.made, 1000);
  window.markLeft();
  window.admit(encoded.made, 1000);
  window.hold(held.made);
  window.end('peerClosed');
  assert.deepEqual(left.outcomes, [{ outcome: 'unknown', reason: 'connectionLost' }]);
  assert.deepEqual(encoded.outcomes, [{ outcome: 'notConnected', reason: 'peerClosed' }]);
  assert.deepEqual(held.outcomes, [{ outcome: 'notConnected', reason: 'peerClosed' }]);
  assert.equal(window.inFlight, 0);
});

test('S9 one that waited for room until its deadline never left', () => {
  const window = new SubmitWindow(1);
  const { made, outcomes } = request(1, 500);
  window.hold(made);
  window.expire(500);
  assert.deepEqual(outcomes, [{ outcome: 'notConnected', reason: 'noRoom' }]);
});
