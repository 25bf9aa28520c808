import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sizeInWords } from './size-in-words.ts';

test('a size has two figures at least, and a unit that fits', () => {
  assert.equal(sizeInWords(0), '1 kB');
  assert.equal(sizeInWords(1_234_567), '1.2 MB');
  assert.equal(sizeInWords(56_700_000), '57 MB');
  assert.equal(sizeInWords(3_210_000_000), '3.2 GB');
});
