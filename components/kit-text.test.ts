import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kitText } from './kit-text.ts';

test('a kit that is found years later says what it is, whose, of when, and where it is used', () => {
  const text = kitText({
    username: 'anna',
    recoveryCodes: ['7H2K-AAAA', '9QWE-BBBB'],
    madeAt: new Date('2026-11-28T22:30:00Z'),
    timeZone: 'Europe/Athens',
    address: 'https://sms.example.com/recover',
  });
  for (const line of [
    'All SMS: recovery kit',
    'Username: anna',
    'Made on 29 November 2026. A newer kit ends this one.',
    'https://sms.example.com/recover',
    '7H2K-AAAA',
    '9QWE-BBBB',
  ]) {
    assert.ok(text.split('\n').includes(line), line);
  }
});
