import assert from 'node:assert/strict';
import { it } from 'node:test';
import { countTests } from './count-tests.ts';
import { keptPromises } from './promises.ts';

it('counts a test once, under however many clauses it stands', () => {
  const each = keptPromises.flatMap(({ tests }) => Object.values(tests).flat());
  assert.ok(countTests() > 100);
  assert.ok(countTests() <= each.length);
});
