import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newOrderReference, parseOrderReference, writeOrderReference } from './order-reference.ts';

test('the examples of ISO 11649 are right', () => {
  assert.equal(parseOrderReference('RF18 5390 0754 7034'), 'RF18539007547034');
  assert.equal(parseOrderReference('rf18-5390-0754-7034'), 'RF18539007547034');
  assert.equal(parseOrderReference('RF19 5390 0754 7034'), null);
});

test('each new one is read back, however it is written', () => {
  for (let i = 0; i < 500; i++) {
    const reference = newOrderReference();
    assert.match(reference, /^RF\d{14}$/);
    assert.equal(parseOrderReference(writeOrderReference(reference).toLowerCase()), reference);
  }
});

test('no single digit that is mistaken, and no two that change places, make another', () => {
  const place = fc.integer({ min: 4, max: 15 });
  const digit = fc.constantFrom(...'0123456789');
  fc.assert(
    fc.property(place, digit, (at, wrong) => {
      const reference = newOrderReference();
      const mistaken = reference.slice(0, at) + wrong + reference.slice(at + 1);
      if (mistaken !== reference) assert.equal(parseOrderReference(mistaken), null);
      const swapped =
        reference.slice(0, at - 1) + reference[at] + reference[at - 1] + reference.slice(at + 1);
      if (at > 4 && swapped !== reference) assert.equal(parseOrderReference(swapped), null);
    }),
  );
});
