import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ReadPace } from './read-pace.ts';

it('lets so many different keys through in a minute, tells the first refusal only, and starts anew', () => {
  let nowMs = 0;
  const pace = new ReadPace(2, () => nowMs);
  const outcomes = () => ['a', 'b', 'a', 'c', 'd', 'b'].map((name) => pace.admit(name));
  const expected = [
    ...Array(3).fill({ ok: true }),
    { ok: false, isFirst: true },
    { ok: false, isFirst: false },
    { ok: true },
  ];
  assert.deepEqual(outcomes(), expected);
  nowMs = 59_999;
  assert.deepEqual(pace.admit('c'), { ok: false, isFirst: false });
  nowMs = 60_000;
  assert.deepEqual(
    ['c', 'd', 'a'].map((name) => pace.admit(name).ok),
    [true, true, false],
  );
});
