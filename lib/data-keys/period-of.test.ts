import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { periodOf } from './period-of.ts';

const moment = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2120-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const days = fc.constantFrom(0, 7, 30, 31, 90, 365, 3650);
const DAY_MS = 86_400_000;

test('a period ends after everything that is sealed in it has run out, and at most a month after', () => {
  fc.assert(
    fc.property(moment, days, (until, kept) => {
      const afterMs = periodOf(until, kept).endsAt.getTime() - until.getTime();
      assert.ok(afterMs > 0);
      assert.ok(afterMs <= (kept <= 30 ? 1 : 31) * DAY_MS);
    }),
  );
});

test('two moments have a key in common exactly when their periods end together', () => {
  fc.assert(
    fc.property(moment, moment, days, (one, other, kept) => {
      const [a, b] = [periodOf(one, kept), periodOf(other, kept)];
      assert.equal(a.name === b.name, a.endsAt.getTime() === b.endsAt.getTime());
    }),
  );
});

test('at a border the old period ends and the next one begins', () => {
  const last = new Date('2026-12-31T23:59:59.999Z');
  const first = new Date('2027-01-01T00:00:00Z');
  assert.deepEqual(periodOf(last, 90), { name: '2026-12', endsAt: first });
  assert.equal(periodOf(first, 90).name, '2027-01');
  assert.deepEqual(periodOf(last, 7), { name: '2026-12-31', endsAt: first });
  assert.equal(periodOf(first, 7).name, '2027-01-01');
});
