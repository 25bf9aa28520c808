import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyTestSettings } from '#lib/testing.ts';
import { businessDay } from './business-day.ts';

applyTestSettings({ TIME_ZONE: 'Europe/Athens' });

test('the day of the books, and so the year of an invoice, changes at midnight in the zone of the operator', () => {
  assert.equal(businessDay(new Date('2026-12-31T21:59:59.999Z')), '2026-12-31');
  assert.equal(businessDay(new Date('2026-12-31T22:00:00Z')), '2027-01-01');
  assert.equal(businessDay(new Date('2026-07-31T21:00:00Z')), '2026-08-01');
});
