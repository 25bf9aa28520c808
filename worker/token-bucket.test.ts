import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TokenBucket } from './token-bucket.ts';

test('S13 no second gives more than its rate and a tenth', () => {
  let now = 0;
  const bucket = new TokenBucket(1_000, () => now);
  let taken = 0;
  for (; now < 1_000; now += 7) taken += bucket.take(50);
  assert.ok(taken > 950 && taken <= 1_100, `${taken}`);
});

test('rest saves at most a tenth of a second, and slow rates still give one', () => {
  let now = 0;
  const fast = new TokenBucket(100, () => now);
  const slow = new TokenBucket(0.5, () => now);
  now = 60_000;
  assert.equal(fast.take(1_000), 10);
  assert.equal(slow.take(1_000), 1);
  assert.equal(slow.take(1), 0);
  now += 2_000;
  assert.equal(slow.take(1), 1);
});
