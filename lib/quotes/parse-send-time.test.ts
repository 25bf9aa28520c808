import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseSendTime } from './parse-send-time.ts';

const at = (typed: string, now: string, zone = 'Europe/Athens') => {
  const result = parseSendTime(typed, zone, new Date(now));
  return result.ok ? (result.sendAt?.toISOString() ?? null) : result.sentence;
};

it('reads the time in the zone of the account, summer and winter', () => {
  assert.equal(at('2026-12-01T09:30', '2026-11-24T08:00:00Z'), '2026-12-01T07:30:00.000Z');
  assert.equal(at('2026-07-01T09:30', '2026-06-24T08:00:00Z'), '2026-07-01T06:30:00.000Z');
  assert.equal(
    at('2026-12-01T09:30:00', '2026-11-24T08:00:00Z', 'America/New_York'),
    '2026-12-01T14:30:00.000Z',
  );
  assert.equal(
    at('2026-12-01T09:30', '2026-11-24T08:00:00Z', 'Asia/Kathmandu'),
    '2026-12-01T03:45:00.000Z',
  );
});

it('takes nothing and the minute that has just begun for now', () => {
  assert.equal(at('', '2026-11-24T08:00:00Z'), null);
  assert.equal(at('2026-11-24T10:00', '2026-11-24T08:00:40Z'), null);
});

it('refuses the past, the far future and what is no time', () => {
  assert.match(at('2026-11-24T09:58', '2026-11-24T08:00:00Z')!, /has passed/);
  assert.match(at('2026-12-25T10:00', '2026-11-24T08:00:00Z')!, /next 30 days/);
  for (const typed of [
    'tomorrow',
    '2026-02-30T10:00',
    '2026-12-01',
    '2026-12-01T25:00',
    '2026-13-01T10:00',
  ]) {
    assert.match(at(typed, '2026-11-24T08:00:00Z')!, /date and a time/, typed);
  }
});

it('refuses the hour that spring leaves out and takes the first of the hour that autumn repeats', () => {
  assert.match(at('2026-03-29T03:30', '2026-03-20T08:00:00Z')!, /does not exist/);
  assert.equal(at('2026-10-25T03:30', '2026-10-20T08:00:00Z'), '2026-10-25T00:30:00.000Z');
});
