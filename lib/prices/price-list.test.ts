import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openTestGround } from '#db/testing.ts';
import { micros } from '#lib/money/micros.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { listPrices, priceOfCountry } from './list-prices.ts';
import { loadPriceList } from './load-price-list.ts';
import { currentPriceList, type PriceList, priceFor } from './price-list.ts';

const ground = await openTestGround();

const csv = (...lines: string[]): string =>
  ['prefix,country,destination,price', ...lines].join('\n');
const day = (text: string): Date => new Date(`2026-${text}T00:00:00Z`);
const load = (effectiveFrom: Date, ...lines: string[]) =>
  loadPriceList(ground.db, { source: 'test', currency: 'EUR', effectiveFrom, csv: csv(...lines) });

test('no list, then the newest that is in effect', async () => {
  assert.equal(await currentPriceList(ground.db), null);
  const first = await load(day('01-01'), '30,GR,Greece,0.042');
  await load(day('03-01'), '30,GR,Greece,0.05');
  const again = await load(day('03-01'), '30,GR,Greece,0.06', '44,GB,United Kingdom,0.039');
  assert.equal(await currentPriceList(ground.db, new Date(0)), null);
  assert.deepEqual(await currentPriceList(ground.db, day('02-01')), {
    id: first.ok && first.priceListId,
    currency: 'EUR',
    effectiveFrom: day('01-01'),
    effectiveUntil: null,
    prices: [{ prefix: '30', country: 'GR', destination: 'Greece', segmentMicros: 42_000 }],
  });
  const newest = await currentPriceList(ground.db, day('03-01'));
  assert.equal(newest?.id, again.ok && again.priceListId);
  assert.deepEqual(
    newest?.prices.map(({ segmentMicros }) => segmentMicros),
    [60_000, 39_000],
  );
});

test('a list with a wrong line loads nothing', async () => {
  const before = await currentPriceList(ground.db, day('12-31'));
  const loaded = await load(day('06-01'), '30,GR,Greece,0.01', '44,GB,United Kingdom,cheap');
  assert.deepEqual(loaded, {
    ok: false,
    problems: [{ line: 3, sentence: 'The price must be an amount such as 0.042.' }],
  });
  assert.deepEqual(await currentPriceList(ground.db, day('12-31')), before);
});

test('a long list is loaded whole', async () => {
  const lines = Array.from({ length: 12_000 }, (_, i) => `30${100_000 + i},GR,Greece,0.042`);
  const loaded = await load(day('07-01'), ...lines);
  assert.equal(loaded.ok && loaded.rows, 12_000);
  assert.equal((await currentPriceList(ground.db, day('07-01')))?.prices.length, 12_000);
});

const listOf = (...rows: [prefix: string, country: string, millis: number][]): PriceList => ({
  id: 1,
  currency: 'EUR',
  prices: rows.map(([prefix, country, millis]) => ({
    prefix,
    country,
    destination: country,
    segmentMicros: micros(millis * 1000),
  })),
});
const number = (text: string) => text as PhoneNumber;

test('the longest prefix decides the price, and no prefix is no price', () => {
  const list = listOf(['1', 'US', 10], ['1204', 'CA', 11], ['1876', 'JM', 85], ['30', 'GR', 42]);
  assert.equal(priceFor(list, number('+12024561111'))?.country, 'US');
  assert.equal(priceFor(list, number('+12042345678'))?.country, 'CA');
  assert.equal(priceFor(list, number('+18765551234'))?.segmentMicros, 85_000);
  assert.equal(priceFor(list, number('+306912345678'))?.country, 'GR');
  assert.equal(priceFor(list, number('+447400123456')), null);
  assert.equal(priceFor(listOf(), number('+447400123456')), null);
});

test('the price is that of a plain search through all prefixes', () => {
  const prefix = fc.stringMatching(/^[1-3]{1,5}$/);
  fc.assert(
    fc.property(fc.uniqueArray(prefix), fc.stringMatching(/^[1-3]{4,8}$/), (prefixes, digits) => {
      const list = listOf(...prefixes.map((one): [string, string, number] => [one, 'GR', 1]));
      const expected = prefixes
        .filter((one) => digits.startsWith(one))
        .toSorted((a, b) => b.length - a.length)[0];
      assert.equal(priceFor(list, number(`+${digits}`))?.prefix, expected);
    }),
  );
});

test('the public list shows each country once, from its lowest to its highest price', () => {
  const list = listOf(
    ['447', 'GB', 36],
    ['44', 'GB', 39],
    ['30', 'GR', 42],
    ['1', 'US', 10],
    ['225', 'CI', 90],
  );
  assert.deepEqual(
    listPrices(list).map(({ name, callingCode, lowestMicros, highestMicros, prices }) => [
      name,
      callingCode,
      lowestMicros,
      highestMicros,
      prices.length,
    ]),
    [
      ['Côte d’Ivoire', '+225', 90_000, 90_000, 1],
      ['Greece', '+30', 42_000, 42_000, 1],
      ['United Kingdom', '+44', 36_000, 39_000, 2],
      ['United States', '+1', 10_000, 10_000, 1],
    ],
  );
  assert.deepEqual(
    priceOfCountry(list, 'GB')?.prices.map(({ prefix }) => prefix),
    ['44', '447'],
  );
  assert.equal(priceOfCountry(list, 'FR'), null);
});

test('a country is found by name, code and calling code', () => {
  const list = listOf(['44', 'GB', 39], ['30', 'GR', 42], ['1', 'US', 10], ['225', 'CI', 90]);
  const found = (search: string) => listPrices(list, search).map(({ country }) => country);
  assert.deepEqual(found('gre'), ['GR']);
  assert.deepEqual(found('united'), ['GB', 'US']);
  assert.deepEqual(found('kingdom'), ['GB']);
  assert.deepEqual(found('cote'), ['CI']);
  assert.deepEqual(found('gb'), ['GB']);
  assert.deepEqual(found('+30'), ['GR']);
  assert.deepEqual(found('0030 691'), ['GR']);
  assert.deepEqual(found('2'), ['CI']);
  assert.deepEqual(found('  '), ['CI', 'GR', 'GB', 'US']);
  assert.deepEqual(found('eece'), []);
});

test('the beginning of a number finds the countries that it can still be in', () => {
  const list = listOf(['1', 'US', 10], ['1204', 'CA', 11], ['1876', 'JM', 85], ['30', 'GR', 42]);
  const found = (search: string) => listPrices(list, search).map(({ country }) => country);
  assert.deepEqual(found('1'), ['CA', 'JM', 'US']);
  assert.deepEqual(found('+1 (204) 555'), ['CA']);
  assert.deepEqual(found('12'), ['CA', 'US']);
  assert.deepEqual(found('001-876'), ['JM']);
  assert.deepEqual(found('44'), []);
});
