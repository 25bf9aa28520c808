import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { micros } from '#lib/money/micros.ts';
import { addVat } from './add-vat.ts';
import { fromMinorUnits, isPayable, minorUnitMicros, toMinorUnits } from './minor-units.ts';

test('tax is rounded to the coin, halves up', () => {
  const taxes: [units: number, rate: number, currency: string, vatUnits: number][] = [
    [5000, 2400, 'EUR', 1200],
    [1, 2400, 'EUR', 0],
    [2, 2500, 'EUR', 1],
    [1002, 2550, 'EUR', 256],
    [1001, 0, 'EUR', 0],
    [1005, 1000, 'JPY', 101],
    [999, 2100, 'BHD', 210],
  ];
  for (const [units, rate, currency, vatUnits] of taxes) {
    const { vatMicros } = addVat(fromMinorUnits(units, currency), rate, currency);
    assert.equal(toMinorUnits(vatMicros, currency), vatUnits, `${units} at ${rate}`);
  }
});

test('for every amount and rate it can be paid, adds up, and is within half a coin of the exact tax', () => {
  const units = fc.integer({ min: 0, max: 5_000_000 });
  const rate = fc.integer({ min: 0, max: 3000 });
  fc.assert(
    fc.property(units, rate, fc.constantFrom('EUR', 'JPY', 'BHD'), (coins, percent, currency) => {
      const creditMicros = fromMinorUnits(coins, currency);
      const { vatMicros, totalMicros } = addVat(creditMicros, percent, currency);
      assert.equal(creditMicros + vatMicros, totalMicros);
      assert.ok(isPayable(vatMicros, currency));
      const twiceOff = 2 * (vatMicros * 10_000 - creditMicros * percent);
      const coin = minorUnitMicros(currency) * 10_000;
      assert.ok(twiceOff <= coin && twiceOff > -coin);
    }),
  );
});

test('what is no whole number of coins, or below zero, is not sold', () => {
  assert.throws(() => addVat(micros(42_000), 2400, 'EUR'), RangeError);
  assert.throws(() => addVat(micros(-10_000), 2400, 'EUR'), RangeError);
  assert.throws(() => toMinorUnits(micros(1), 'EUR'), RangeError);
});
