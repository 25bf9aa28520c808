import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ThrottlePause } from './throttle-pause.ts';

test('one throttled answer in 200 costs less than a tenth of 9,000 a second', () => {
  const pause = new ThrottlePause();
  let now = 0;
  for (let submitted = 1; submitted <= 9_000; submitted++) {
    now += 1_000 / 9_000;
    if (submitted % 200 === 0) pause.throttled(now);
    else pause.accepted();
    now += pause.remainingMs(now);
  }
  assert.ok(now < 1_100, `${now}`);
});

test('a network that goes on refusing is asked less and less, at least every five seconds', () => {
  const pause = new ThrottlePause();
  let now = 0;
  let asked = 0;
  for (; now < 60_000; asked++) {
    pause.throttled(now);
    const remaining = pause.remainingMs(now);
    assert.ok(remaining <= 5_000);
    now += remaining;
  }
  assert.ok(asked < 25, `${asked}`);
});

test('refusals of what was under way when the pause began do not make it longer', () => {
  const pause = new ThrottlePause();
  for (let i = 0; i < 100; i++) pause.throttled(1_000);
  assert.equal(pause.remainingMs(1_000), 2);
});
