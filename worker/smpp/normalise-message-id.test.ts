import assert from 'node:assert/strict';
import test from 'node:test';
import { answeredIdsOf, formOfMatch, normaliseMessageId } from './normalise-message-id.ts';

test('A3 padding, case and blanks make no difference', () => {
  assert.equal(normaliseMessageId('  000A1B '), 'a1b');
  assert.equal(normaliseMessageId('0xA1B'), 'a1b');
  assert.equal(normaliseMessageId('0000'), '0');
  assert.equal(normaliseMessageId('Ref-00-X'), 'ref-00-x');
});

test('A3 a decimal receipt finds the hexadecimal answer, and the other way round', () => {
  assert.deepEqual(answeredIdsOf('2587', 'hex-to-decimal'), ['a1b']);
  assert.deepEqual(answeredIdsOf('0A1B', 'decimal-to-hex'), ['2587']);
  assert.deepEqual(answeredIdsOf('2587', 'same'), ['2587']);
});

test('A3 auto tries all, the plain one first', () => {
  assert.deepEqual(answeredIdsOf('2587', 'auto'), ['2587', 'a1b', '9607']);
  assert.deepEqual(answeredIdsOf('ref-1', 'auto'), ['ref-1']);
  assert.deepEqual(answeredIdsOf('5', 'auto'), ['5']);
});

test('A3 a match teaches the form where only one explains it', () => {
  assert.equal(formOfMatch('a1b', '2587'), 'hex-to-decimal');
  assert.equal(formOfMatch('2587', '2587'), 'same');
  assert.equal(formOfMatch('5', '5'), null);
});
