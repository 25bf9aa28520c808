import assert from 'node:assert/strict';
import { it } from 'node:test';
import { micros } from '#lib/money/micros.ts';
import { daysLeft } from './days-left.ts';

const days = (...charged: number[]) => charged.map(micros);

it('a balance lasts as many days as it holds daily spending of the last 14 days', () => {
  assert.equal(daysLeft(micros(10), days(...Array(14).fill(1))), 10);
  assert.equal(daysLeft(micros(10), days(14)), 10);
  assert.equal(daysLeft(micros(1), days(7, 14)), 0);
  assert.equal(daysLeft(micros(3), days(28, 0)), 1);
});

it('only the last 14 days count, and where nothing was charged there is no pace', () => {
  assert.equal(daysLeft(micros(10), days(1_000, ...Array(14).fill(1))), 10);
  assert.equal(daysLeft(micros(10), days(1_000, ...Array(14).fill(0))), null);
  assert.equal(daysLeft(micros(10), []), null);
  assert.equal(daysLeft(micros(0), days(1)), 0);
});
