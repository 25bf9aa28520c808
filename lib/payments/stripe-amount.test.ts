import assert from 'node:assert/strict';
import { test } from 'node:test';
import { micros } from '#lib/money/micros.ts';
import { fromStripeAmount, toStripeAmount } from './stripe-amount.ts';

test('amounts are written as Stripe counts them, and read back', () => {
  const amounts: [value: number, currency: string, amount: number][] = [
    [62_000_000, 'EUR', 6200],
    [5_000_000_000, 'JPY', 5000],
    [5_000_000_000, 'ISK', 500_000],
    [5_000_000_000, 'UGX', 500_000],
    [5_000_000, 'BHD', 5000],
  ];
  for (const [value, currency, amount] of amounts) {
    assert.deepEqual(toStripeAmount(micros(value), currency), {
      ...{ amount, currency: currency.toLowerCase() },
    });
    assert.deepEqual(fromStripeAmount(amount, currency.toLowerCase()), {
      ...{ amountMicros: value, currency },
    });
  }
});

test('what is no whole number of coins is nothing that we asked for', () => {
  assert.equal(fromStripeAmount(6200.5, 'eur'), null);
  assert.equal(fromStripeAmount(150, 'isk'), null);
});
