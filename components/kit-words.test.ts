import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kitWarning } from './kit-words.ts';

test('a kit is enough while it has a code for the password, and another where a factor can be lost', () => {
  const isEnough = (codesLeft: number, hasFactor: boolean) =>
    kitWarning({ codesLeft }, hasFactor) === null;
  assert.deepEqual(
    [0, 1, 2].map((codesLeft) => [isEnough(codesLeft, false), isEnough(codesLeft, true)]),
    [
      [false, false],
      [true, false],
      [true, true],
    ],
  );
});
