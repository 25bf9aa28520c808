import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatMoney, formatMoneyExact } from './format-money.ts';
import { type Micros, micros, subtract, sum, times, zero } from './micros.ts';
import { parseMoney } from './parse-money.ts';

const amount = fc.maxSafeInteger().map(micros);
const notNegative = fc.maxSafeNat().map(micros);

test('amounts are written with two decimals and as many more as they need', () => {
  const written: [number, string][] = [
    [5_040_000, '€5.04'],
    [42_000, '€0.042'],
    [0, '€0.00'],
    [1, '€0.000001'],
    [1_000_000, '€1.00'],
    [1_250_000_000, '€1,250.00'],
    [-500_000, '−€0.50'],
    [Number.MAX_SAFE_INTEGER, '€9,007,199,254.740991'],
  ];
  for (const [value, text] of written) assert.equal(formatMoney(micros(value), 'EUR'), text);
  assert.equal(formatMoneyExact(micros(5_040_000), 'EUR'), '€5.040000');
  assert.equal(formatMoney(micros(42_000), 'CHF'), 'CHF\u00a00.042');
  assert.equal(formatMoney(micros(42_000), 'JPY'), '¥0.042');
});

test('typed amounts are read with a point or a comma', () => {
  const typed: [string, number][] = [
    ['5', 5_000_000],
    ['5.04', 5_040_000],
    ['5,04', 5_040_000],
    [' 0,042 ', 42_000],
    ['0.000001', 1],
    ['1,250.00', 1_250_000_000],
    ['1.234', 1_234_000],
    ['1250', 1_250_000_000],
    ['007', 7_000_000],
  ];
  for (const [text, value] of typed) assert.equal(parseMoney(text), value, text);
});

test('what is no amount, or might be two, is refused', () => {
  const refused = [
    '',
    ' ',
    '.',
    '5.',
    '.5',
    '-5',
    '+5',
    '1e3',
    '5.0000001',
    '1,250',
    '1.250,00',
    '1,25.00',
    '5 €',
    'five',
    '٥',
    '9007199254.740992',
    '0x10',
    'Infinity',
    '5.04.1',
  ];
  for (const text of refused) assert.equal(parseMoney(text), null, text);
});

test('the sign of the currency is read only when it is the right one', () => {
  assert.equal(parseMoney('€5.04', 'EUR'), 5_040_000);
  assert.equal(parseMoney('5,04 €', 'EUR'), 5_040_000);
  assert.equal(parseMoney('CHF 5', 'CHF'), 5_000_000);
  assert.equal(parseMoney('$5', 'EUR'), null);
  assert.equal(parseMoney('€5'), null);
});

test('what was written is read back', () => {
  fc.assert(
    fc.property(notNegative, fc.constantFrom('EUR', 'USD', 'CHF', 'JPY'), (value, currency) => {
      assert.equal(parseMoney(formatMoney(value, currency), currency), value);
      assert.equal(parseMoney(formatMoneyExact(value, currency), currency), value);
    }),
  );
});

test('an amount with no more than six decimals is read without rounding', () => {
  fc.assert(
    fc.property(fc.nat(9_007_199_253), fc.stringMatching(/^\d{1,6}$/), (whole, fraction) => {
      const value = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
      assert.equal(BigInt(parseMoney(`${whole}.${fraction}`)!), value);
    }),
  );
});

/** Exact, or refused: never a wrong amount. */
function exactOrRefused(calculate: () => Micros, exact: bigint): void {
  const isSafe = exact >= -9_007_199_254_740_991n && exact <= 9_007_199_254_740_991n;
  if (!isSafe) {
    assert.throws(calculate, RangeError);
    return;
  }
  const value = calculate();
  assert.ok(Number.isSafeInteger(value) && !Object.is(value, -0));
  assert.equal(BigInt(value), exact);
}

test('sums, differences and products are exact or refused', () => {
  fc.assert(
    fc.property(amount, amount, fc.maxSafeInteger(), (a, b, count) => {
      exactOrRefused(() => sum(a, b), BigInt(a) + BigInt(b));
      exactOrRefused(() => subtract(a, b), BigInt(a) - BigInt(b));
      exactOrRefused(() => times(a, count), BigInt(a) * BigInt(count));
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.integer().map(micros)), fc.nat(1000), (values, count) => {
      const total = values.reduce((sofar, value) => sofar + BigInt(value), 0n);
      exactOrRefused(() => sum(...values), total);
      exactOrRefused(() => times(micros(42_000), count), 42_000n * BigInt(count));
    }),
  );
});

test('only safe whole numbers are amounts', () => {
  for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    assert.throws(() => micros(value), RangeError);
  }
  assert.throws(() => times(zero, 0.5), RangeError);
  assert.ok(Object.is(micros(-0), 0));
});
