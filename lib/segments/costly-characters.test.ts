import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { costlyCharacters } from './costly-characters.ts';
import { countSegments } from './count-segments.ts';

test('extension characters are marked in a GSM text', () => {
  assert.deepEqual(costlyCharacters('5€ [x]'), [
    { index: 1, length: 1, character: '€', reason: 'extension' },
    { index: 3, length: 1, character: '[', reason: 'extension' },
    { index: 5, length: 1, character: ']', reason: 'extension' },
  ]);
});

test('in a UCS-2 text only what makes it one is marked', () => {
  assert.deepEqual(costlyCharacters('5€ “x'), [
    { index: 3, length: 1, character: '“', reason: 'not-gsm' },
  ]);
});

test('what is seen as one sign is one mark', () => {
  assert.deepEqual(costlyCharacters('a👩‍👧e\u0301'), [
    { index: 1, length: 5, character: '👩‍👧', reason: 'not-gsm' },
    { index: 6, length: 2, character: 'e\u0301', reason: 'not-gsm' },
  ]);
});

test('without the marked signs every text costs its length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
      const marks = costlyCharacters(text);
      for (const { index, length, character } of marks) {
        assert.equal(text.slice(index, index + length), character);
      }
      if (marks.length > 0) return;
      assert.equal(countSegments(text).encoding, 'gsm7');
      assert.equal(countSegments(text).units, text.length);
    }),
  );
});
