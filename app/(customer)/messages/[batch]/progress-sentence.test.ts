import assert from 'node:assert/strict';
import { test } from 'node:test';
import { progressSentence, stillHere } from './progress-sentence.ts';

test('while it runs, the sentence says how many were handed over and what was refused', () => {
  const counts = { queued: 5_868, sent: 4_000, delivered: 120, failed: 12 };
  assert.equal(
    progressSentence(counts, 10_000),
    'Handed to the network 4,120 of 10,000 · 12 not sent: not charged',
  );
  assert.equal(stillHere(counts), 5_868);
});

test('when nothing is left here, the sentence says how many arrived', () => {
  assert.equal(
    progressSentence({ delivered: 197, unknown: 1, undelivered: 2 }, 200),
    'Delivered 197 of 200 · 2 not delivered · 1 without an answer yet: not sent again',
  );
});

test('nothing arrived yet is not called delivered', () => {
  assert.equal(progressSentence({ sent: 3 }, 3), 'Handed to the network 3 of 3');
});
