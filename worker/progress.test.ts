import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PreparedMessage } from './prepare-messages.ts';
import { Progress } from './progress.ts';

const none = Buffer.alloc(0);
const progressOf = (parts: number) => {
  const claim = { messageId: '0197a1b2-0000-7000-8000-00000000ffff', attempt: 2 };
  return new Progress({ claim, parts: Array(parts).fill(null) } as unknown as PreparedMessage);
};

test('all parts accepted is sent', () => {
  const progress = progressOf(2);
  progress.accept(1);
  progress.accept(2);
  assert.equal(progress.ending(1, none).kind, 'sent');
});

test('F3 some accepted and one refused is partial, with what was accepted', () => {
  const progress = progressOf(3);
  progress.accept(1);
  progress.refuse(2, 0x45);
  const ending = progress.ending(1, none);
  assert.ok(ending.kind === 'partial');
  assert.deepEqual([ending.acceptedParts, ending.networkCode], [1, 0x45]);
});

test('a part without an answer makes the message unknown, whatever else was said', () => {
  const progress = progressOf(3);
  progress.accept(1);
  progress.leaveUnanswered(2);
  progress.refuse(3, 0x45);
  const ending = progress.ending(7, none);
  assert.ok(ending.kind === 'unknown');
  assert.equal(ending.acceptedParts, 1);
  // 0xffff and the part, in 16 bits.
  assert.deepEqual(ending.unanswered, [{ part: 2, reference: 1 }]);
});

test('an answer that comes while other parts are under way counts', () => {
  const progress = progressOf(2);
  progress.leaveUnanswered(1);
  progress.accept(2);
  progress.accept(1);
  assert.equal(progress.ending(1, none).kind, 'sent');
});

test('nothing accepted: refused is failed, put off and never written go back', () => {
  const refused = progressOf(1);
  refused.refuse(1, 0x0b);
  const failed = refused.ending(1, none);
  assert.ok(failed.kind === 'failed');
  assert.deepEqual([failed.reason, failed.networkCode], ['number_refused', 0x0b]);

  const delayed = progressOf(1);
  delayed.putOff(5_000);
  const later = delayed.ending(1, none);
  assert.ok(later.kind === 'returned');
  assert.deepEqual([later.waitMs, later.attempt], [5_000, 3]);

  const again = progressOf(1).ending(1, none);
  assert.ok(again.kind === 'returned');
  assert.deepEqual([again.waitMs, again.attempt], [null, 2]);
});
