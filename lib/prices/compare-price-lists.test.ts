import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { micros } from '#lib/money/micros.ts';
import { comparePriceLists, type PriceListDiff } from './compare-price-lists.ts';
import { describeChange, goneWarning, summariseChanges } from './describe-changes.ts';
import { type Price, priceOfDigits } from './price-list.ts';

type Row = [prefix: string, country: string, millis: number, destination?: string];
const listOf = (...rows: Row[]) => ({
  prices: rows.map(
    ([prefix, country, millis, destination = country]): Price => ({
      ...{ prefix, country, destination },
      segmentMicros: micros(millis * 1000),
    }),
  ),
});

const kindsOf = ({ changes }: PriceListDiff) => changes.map(({ prefix, kind }) => [prefix, kind]);

test('each changed line is dearer, cheaper, new or gone, and the rest is counted', () => {
  const diff = comparePriceLists(
    listOf(['30', 'GR', 42], ['44', 'GB', 40], ['355', 'AL', 60], ['359', 'BG', 80]),
    listOf(['30', 'GR', 50], ['44', 'GB', 38], ['33', 'FR', 45], ['359', 'BG', 80]),
  );
  assert.deepEqual(kindsOf(diff), [
    ['355', 'gone'],
    ['30', 'dearer'],
    ['33', 'new'],
    ['44', 'cheaper'],
  ]);
  assert.equal(diff.unchanged, 1);
  assert.deepEqual(diff.goneCountries, ['AL']);
  assert.deepEqual(
    diff.changes.map((change) => describeChange(change, 'EUR')),
    [
      'AL (+355): €0.06 → no price',
      'GR (+30): €0.042 → €0.05, +19%',
      'FR (+33): no price → €0.045',
      'GB (+44): €0.04 → €0.038, −5%',
    ],
  );
  assert.equal(
    summariseChanges(diff),
    '5 prices: 1 without a price any more, 1 dearer (by 19%), 1 cheaper (by 5%), 1 new, 1 unchanged.',
  );
  assert.equal(goneWarning(diff), 'The new list has no price for Albania.');
});

test('a line inside another is compared with what its numbers cost until now', () => {
  const plain = listOf(['30', 'GR', 42]);
  const split = listOf(['30', 'GR', 42], ['3069', 'GR', 50]);
  assert.deepEqual(kindsOf(comparePriceLists(plain, split)), [['3069', 'dearer']]);
  assert.deepEqual(kindsOf(comparePriceLists(split, plain)), [['3069', 'cheaper']]);
  const alike = listOf(['30', 'GR', 42], ['3069', 'GR', 42]);
  assert.deepEqual(kindsOf(comparePriceLists(plain, alike)), [['3069', 'same']]);
  assert.equal(goneWarning(comparePriceLists(split, plain)), null);
});

test('another name at the same price is a change of words only', () => {
  const [change] = comparePriceLists(
    listOf(['30', 'GR', 42, 'Greece']),
    listOf(['30', 'GR', 42, 'Hellas']),
  ).changes;
  assert.equal(change?.kind, 'same');
  assert.equal(describeChange(change, 'EUR'), 'Hellas (+30): €0.042');
});

test('the first list is all new, and the same list changes nothing', () => {
  const list = listOf(['30', 'GR', 42], ['44', 'GB', 40]);
  assert.deepEqual(kindsOf(comparePriceLists(null, list)), [
    ['30', 'new'],
    ['44', 'new'],
  ]);
  const none = comparePriceLists(list, list);
  assert.deepEqual(none, { changes: [], unchanged: 2, goneCountries: [] });
  assert.equal(summariseChanges(none), '2 prices: 2 unchanged.');
});

const prefix = fc.stringMatching(/^[1-3]{1,4}$/);
const anyList = fc
  .uniqueArray(fc.tuple(prefix, fc.constantFrom('GR', 'GB'), fc.integer({ min: 1, max: 3 })), {
    selector: ([one]) => one,
  })
  .map((rows) => listOf(...rows));
const sorted = (prices: Price[]) => prices.toSorted((a, b) => (a.prefix < b.prefix ? -1 : 1));

test('the changes, put into the old list, give the new one', () => {
  fc.assert(
    fc.property(anyList, anyList, (old, next) => {
      const { changes, unchanged } = comparePriceLists(old, next);
      const lines = new Map(old.prices.map((price) => [price.prefix, price]));
      for (const change of changes) {
        assert.deepEqual(lines.get(change.prefix) ?? null, change.old);
        if (change.next) lines.set(change.prefix, change.next);
        else lines.delete(change.prefix);
      }
      assert.deepEqual(sorted([...lines.values()]), sorted(next.prices));
      assert.equal(unchanged, lines.size - changes.filter((change) => change.next).length);
    }),
  );
});

test('no number costs something else than the changes say', () => {
  fc.assert(
    fc.property(anyList, anyList, fc.stringMatching(/^[1-3]{4,6}$/), (old, next, digits) => {
      const before = priceOfDigits(old, digits)?.segmentMicros ?? null;
      const after = priceOfDigits(next, digits)?.segmentMicros ?? null;
      if (before === after) return;
      const change = comparePriceLists(old, next)
        .changes.filter((one) => digits.startsWith(one.prefix))
        .toSorted((a, b) => b.prefix.length - a.prefix.length)
        .find(({ kind }) => kind !== 'same');
      assert.ok(change);
    }),
  );
});
