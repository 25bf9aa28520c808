import assert from 'node:assert/strict';
import { test } from 'node:test';
import { micros } from '#lib/money/micros.ts';
import type { PriceList } from './price-list.ts';
import { priceTable } from './price-table.ts';
import { readPriceCsv } from './read-price-csv.ts';
import { writePriceCsv } from './write-price-csv.ts';

const listOf = (...rows: [prefix: string, country: string, micros: number][]): PriceList => ({
  ...{ id: 1, currency: 'EUR' },
  prices: rows.map(([prefix, country, price]) => ({
    ...{ prefix, country, destination: `${country}, "all"` },
    segmentMicros: micros(price),
  })),
});

const now = listOf(['30', 'GR', 42_000], ['44', 'GB', 40_000], ['355', 'AL', 60_000]);
const next = listOf(['30', 'GR', 50_000], ['44', 'GB', 40_000], ['33', 'FR', 45_000]);
const shown = (search?: string) =>
  priceTable(now, next, search).map((row) => [
    row.name,
    row.now?.lowestMicros ?? null,
    row.next?.lowestMicros ?? null,
    row.changes.map(({ kind }) => kind).join(),
  ]);

test('each country stands once, with its price now, its price next and what changes', () => {
  assert.deepEqual(shown(), [
    ['Albania', 60_000, null, 'gone'],
    ['France', null, 45_000, 'new'],
    ['Greece', 42_000, 50_000, 'dearer'],
    ['United Kingdom', 40_000, 40_000, ''],
  ]);
});

test('a search finds countries of either list, with both prices', () => {
  assert.deepEqual(shown('fr'), [['France', null, 45_000, 'new']]);
  assert.deepEqual(shown('+355 69'), [['Albania', 60_000, null, 'gone']]);
  assert.deepEqual(shown('nowhere'), []);
});

test('where nothing is known to come nothing changes, and without any list there is no row', () => {
  assert.ok(priceTable(now, null).every((row) => row.now === row.next && row.changes.length === 0));
  assert.deepEqual(priceTable(null, null), []);
});

test('a list that was written as CSV reads as the same list', () => {
  const list = listOf(['30', 'GR', 1], ['44', 'GB', 40_100], ['355', 'AL', 2_000_000]);
  const csv = writePriceCsv(list);
  assert.match(csv, /^prefix,country,destination,price\r\n30,GR,"GR, ""all""",0\.000001\r\n/);
  assert.deepEqual(readPriceCsv(csv, 'EUR'), { ok: true, prices: list.prices });
  assert.equal(readPriceCsv(csv, 'USD').ok, false);
});
