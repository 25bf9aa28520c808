import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayStart } from './day-start.ts';

test('a day begins at midnight of the zone, in summer and in winter', () => {
  const iso = (day: string, zone: string, later = 0) => dayStart(day, zone, later)?.toISOString();
  assert.equal(iso('2026-07-01', 'Europe/Athens'), '2026-06-30T21:00:00.000Z');
  assert.equal(iso('2026-01-01', 'Europe/Athens'), '2025-12-31T22:00:00.000Z');
  assert.equal(iso('2026-01-01', 'America/New_York'), '2026-01-01T05:00:00.000Z');
  assert.equal(iso('2026-03-29', 'Europe/Athens', 1), '2026-03-29T21:00:00.000Z');
});

test('what is no day is null', () => {
  assert.equal(dayStart('yesterday', 'UTC'), null);
  assert.equal(dayStart('2026-1-1', 'UTC'), null);
});
