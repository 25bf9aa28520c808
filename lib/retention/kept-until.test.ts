import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { periodOf } from '#lib/data-keys/period-of.ts';
import { goesAt } from './kept-until.ts';

const DAY_MS = 86_400_000;
const moment = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2120-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const choice = fc.constantFrom(7, 30, 90, 365);

test('whatever was chosen when it was sealed and is chosen now, it stays the days chosen now, and at most a month longer', () => {
  fc.assert(
    fc.property(moment, choice, choice, (validUntil, then, now) => {
      const goes = goesAt(periodOf(validUntil, then).endsAt, now).getTime();
      assert.ok(goes > validUntil.getTime() + now * DAY_MS);
      assert.ok(goes <= validUntil.getTime() + (now + 31) * DAY_MS);
    }),
  );
});

test('with the same choice throughout, a choice of up to 30 days is kept to the day', () => {
  fc.assert(
    fc.property(moment, fc.constantFrom(7, 30), (validUntil, days) => {
      const goes = goesAt(periodOf(validUntil, days).endsAt, days).getTime();
      assert.ok(goes <= validUntil.getTime() + (days + 1) * DAY_MS);
    }),
  );
});

test('a longer choice never lets anything go earlier', () => {
  fc.assert(
    fc.property(moment, choice, choice, (endsAt, some, more) => {
      assert.ok(goesAt(endsAt, some) <= goesAt(endsAt, some + more));
    }),
  );
});
