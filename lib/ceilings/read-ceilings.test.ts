import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { micros } from '#lib/money/micros.ts';
import { defaultCeilings, quarterOf } from './default-ceilings.ts';
import { type AgeCeilings, readCeilings } from './read-ceilings.ts';

const DAY_MS = 86_400_000;
const three = fc
  .tuple(fc.nat(9_999_999), fc.nat(9_999_999), fc.nat(9_999_999))
  .map((amounts) => amounts.toSorted((a, b) => a - b).map((cents) => cents * 10_000 + 10_000));
const rising = fc
  .uniqueArray(fc.integer({ min: 1, max: 9_999 }), { maxLength: 5 })
  .map((days) => [0, ...days.toSorted((a, b) => a - b)]);
const tables = rising.chain((days) =>
  fc.tuple(...days.map(() => three)).map((amounts) =>
    days.map(
      (age, i): AgeCeilings => ({
        days: age,
        hour: micros(amounts[i]![0]!),
        day: micros(amounts[i]![1]!),
        month: micros(amounts[i]![2]!),
      }),
    ),
  ),
);
const written = (table: readonly AgeCeilings[]) =>
  table
    .map(
      ({ days, hour, day, month }) =>
        `${days}:${[hour, day, month].map((each) => each / 1e6).join('/')}`,
    )
    .join(',');

test('what is written as the setting is read as it was', () => {
  fc.assert(
    fc.property(tables, (table) => {
      assert.deepEqual(readCeilings(written(table)), table);
    }),
  );
});

test('ages that do not rise, a first that is not 0, and spans that shrink are no setting', () => {
  fc.assert(
    fc.property(tables, fc.integer({ min: 1, max: 99 }), (table, more) => {
      const [first, ...others] = table;
      assert.equal(readCeilings(written([{ ...first!, days: more }, ...others])), null);
      assert.equal(readCeilings(written([...table, table.at(-1)!])), null);
      const shrunk = { ...first!, hour: micros(first!.day + more) };
      assert.equal(readCeilings(written([shrunk, ...others])), null);
    }),
  );
  for (const list of ['', '0:1/2', '0:1/2/3/4', '0:a/b/c', '0:-1/2/3', '0:1/2/3,', '0:0/0/0']) {
    assert.equal(readCeilings(list), null, list);
  }
});

test('an account has the ceilings of the oldest age that it has reached', () => {
  fc.assert(
    fc.property(tables, fc.nat(12_000), (table, ageDays) => {
      const now = new Date('2026-11-27T12:00:00Z');
      const createdAt = new Date(now.getTime() - ageDays * DAY_MS);
      const { days: _, ...expected } = table.filter(({ days }) => days <= ageDays).at(-1)!;
      assert.deepEqual(defaultCeilings(table, { createdAt, now }), expected);
    }),
  );
});

test('an account whose clock is ahead of ours has those of the first day', () => {
  const table = readCeilings('0:20/50/200,7:100/300/2000')!;
  const now = new Date();
  const createdAt = new Date(now.getTime() + 1000);
  assert.equal(defaultCeilings(table, { createdAt, now }).hour, 20_000_000);
});

test('a quarter is never more than a quarter', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (amount) => {
      const quarter = quarterOf(micros(amount));
      assert.ok(
        BigInt(quarter) * 4n <= BigInt(amount) && (BigInt(quarter) + 1n) * 4n > BigInt(amount),
      );
    }),
  );
});
