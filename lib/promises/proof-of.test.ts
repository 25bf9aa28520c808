import assert from 'node:assert/strict';
import { it } from 'node:test';
import { proofOf } from './proof-of.ts';

const promise = {
  ...{ clause: 2, keptBy: 'Something keeps it.' },
  tests: { 'lib/a.test.ts': ['is refused', 'is stored'] },
};

it('nothing is proven before the first proof', () => {
  assert.deepEqual(proofOf(promise, null), {
    tests: [
      { name: 'is refused', passed: false },
      { name: 'is stored', passed: false },
    ],
    ...{ provenOn: null, commit: null },
  });
});

it('a test has passed that stands on record for its own clause and file', () => {
  const record = {
    ...{ date: '2026-11-28', commit: 'abc1234567' },
    passed: [
      ['lib/a.test.ts › is stored'],
      ['lib/a.test.ts › is refused', 'lib/b.test.ts › is stored'],
    ],
  };
  const { tests, provenOn, commit } = proofOf(promise, record);
  assert.deepEqual(
    tests.map(({ passed }) => passed),
    [true, false],
  );
  assert.deepEqual([provenOn, commit], ['2026-11-28', 'abc1234567']);
});
