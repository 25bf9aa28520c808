import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, daysUntil } from './day-of.ts';

test('a moment is on the day of the zone that is asked for', () => {
  const moment = new Date('2026-11-30T22:30:00Z');
  assert.equal(dayOf(moment, 'UTC'), '2026-11-30');
  assert.equal(dayOf(moment, 'Europe/Athens'), '2026-12-01');
});

test('days in a row leave none out, over months, leap days and changes of the clock', () => {
  assert.deepEqual(daysUntil('2024-03-01', 3), ['2024-02-28', '2024-02-29', '2024-03-01']);
  assert.deepEqual(daysUntil('2026-01-01', 2), ['2025-12-31', '2026-01-01']);
  assert.equal(new Set(daysUntil('2026-11-28', 400)).size, 400);
});
