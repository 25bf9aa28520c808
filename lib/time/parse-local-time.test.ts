import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLocalTime } from './parse-local-time.ts';

const read = (typed: string, zone = 'Europe/Athens') => {
  const time = parseLocalTime(typed, zone);
  return time.ok ? time.at.toISOString() : time.sentence;
};

test('a wall clock is read in its zone, in summer and in winter', () => {
  assert.equal(read('2027-01-01T00:00'), '2026-12-31T22:00:00.000Z');
  assert.equal(read(' 2027-07-01T09:30 '), '2027-07-01T06:30:00.000Z');
  assert.equal(read('2027-07-01T09:30', 'UTC'), '2027-07-01T09:30:00.000Z');
});

test('an hour that comes twice is its first, one that is left out and what is no time are refused', () => {
  assert.equal(read('2026-10-25T03:30'), '2026-10-25T00:30:00.000Z');
  assert.match(read('2027-03-28T03:30'), /does not exist/);
  for (const typed of ['', 'tomorrow', '2027-02-30T00:00', '2027-01-01', '2027-01-01T24:00']) {
    assert.match(read(typed), /a date and a time of day/, typed);
  }
});
