import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LaneShares } from './lane-shares.ts';

test('D8 codes leave before singles, and singles before bulk', () => {
  assert.deepEqual(new LaneShares().divide(10, [4, 0, 100], 50), [4, 0, 6]);
  assert.deepEqual(new LaneShares().divide(50, [0, 60, 0], 50), [0, 50, 0]);
});

test('D8 bulk never fills the window to its last place', () => {
  assert.deepEqual(new LaneShares().divide(100, [0, 0, 500], 100), [0, 0, 95]);
  assert.deepEqual(new LaneShares().divide(2, [0, 0, 9], 2), [0, 0, 1]);
  assert.deepEqual(new LaneShares().divide(1, [0, 0, 9], 1), [0, 0, 1]);
});

test('D8 no lane starves, however much waits above it and however small the room is', () => {
  for (const free of [2, 5, 10, 50]) {
    const lanes = new LaneShares();
    const sums = [0, 0, 0];
    for (let round = 0; round < 100; round++) {
      const counts = lanes.divide(free, [1_000, 1_000, 1_000], 20);
      for (const [lane, count] of counts.entries()) sums[lane]! += count;
    }
    const sent = free * 100;
    assert.ok(sums[1]! >= sent * 0.19 && sums[2]! >= sent * 0.09, `${free}: ${sums}`);
    assert.ok(sums[0]! >= sent * 0.69, `${free}: ${sums}`);
  }
});

test('D8 never more than waits, never more than is free', () => {
  const count = fc.integer({ min: 0, max: 300 });
  fc.assert(
    fc.property(
      count,
      fc.tuple(count, count, count),
      fc.integer({ min: 1, max: 300 }),
      (...args) => {
        const [free, waiting] = args;
        const counts = new LaneShares().divide(...args);
        assert.ok(counts.every((each, lane) => each >= 0 && each <= waiting[lane]!));
        assert.ok(counts.reduce((sum, each) => sum + each, 0) <= free);
      },
    ),
  );
});
