import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeVat } from './judge-vat.ts';
import { isMemberState, standardRate } from './vat-rates.ts';

const seller = { country: 'GR', usesOneStopShop: false };
const buyer = (country: string, vatNumber = '', valid?: boolean) => ({
  country: country as 'GR',
  vatNumber,
  vatLookedUp: valid === undefined ? null : { valid, at: '2026-01-01' },
});
const day = '2026-03-01';

test('at home everybody pays the rate of the country', () => {
  const domestic = { treatment: 'domestic', rate: 2400 };
  assert.deepEqual(judgeVat(buyer('GR'), seller, day), domestic);
  assert.deepEqual(judgeVat(buyer('GR', 'EL094259216', true), seller, day), domestic);
});

test('a business in another member state accounts for the tax itself', () => {
  const reverse = { treatment: 'reverse_charge', rate: 0 };
  assert.deepEqual(judgeVat(buyer('DE', 'DE136695976'), seller, day), reverse);
  assert.deepEqual(judgeVat(buyer('DE', 'DE136695976', true), seller, day), reverse);
});

test('a number that VIES calls invalid is no VAT number', () => {
  assert.equal(judgeVat(buyer('DE', 'DE136695976', false), seller, day).treatment, 'domestic');
});

test('people in another member state pay their own rate with the One Stop Shop, else that of the seller', () => {
  assert.deepEqual(judgeVat(buyer('FI'), seller, day), { treatment: 'domestic', rate: 2400 });
  const oss = { ...seller, usesOneStopShop: true };
  assert.deepEqual(judgeVat(buyer('FI'), oss, day), { treatment: 'member_state', rate: 2550 });
  assert.equal(judgeVat(buyer('FI'), oss, '2024-08-31').rate, 2400);
});

test('Monaco is taxed as France; Åland, the Isle of Man and Guadeloupe are outside', () => {
  const oss = { ...seller, usesOneStopShop: true };
  assert.deepEqual(judgeVat(buyer('MC'), oss, day), { treatment: 'member_state', rate: 2000 });
  assert.equal(judgeVat(buyer('MC', 'FR53000004605'), oss, day).treatment, 'reverse_charge');
  for (const territory of ['AX', 'IM', 'GP']) {
    assert.equal(judgeVat(buyer(territory), oss, day).treatment, 'outside');
  }
});

test('outside the Union there is no tax, whoever is there', () => {
  const outside = { treatment: 'outside', rate: 0 };
  for (const country of ['US', 'GB', 'CH', 'NO']) {
    assert.deepEqual(judgeVat(buyer(country), seller, day), outside);
    assert.deepEqual(judgeVat(buyer('GR'), { ...seller, country }, day), outside);
  }
});

test('each of the 27 member states has a rate of 15 % at least, on the day on which it begins', () => {
  const states = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE';
  for (const state of states.split(' ')) {
    assert.ok(isMemberState(state), state);
    assert.ok(standardRate(state, '2026-01-01') >= 1500, state);
  }
  assert.equal(standardRate('EE', '2025-06-30'), 2200);
  assert.equal(standardRate('EE', '2025-07-01'), 2400);
  assert.equal(standardRate('RO', '2025-07-31'), 1900);
  assert.equal(standardRate('RO', '2025-08-01'), 2100);
  assert.throws(() => standardRate('GR', '1990-01-01'), /No rate of VAT is known for GR/);
  assert.throws(() => standardRate('GB', '2026-01-01'), RangeError);
});
