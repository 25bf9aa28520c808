import assert from 'node:assert/strict';
import test from 'node:test';
import { checkBindSettings, defaultTimeouts, sweepEveryMs } from './session-options.ts';

test('S4 settings of the longest length are taken, one octet more is refused by name', () => {
  const longest = {
    systemId: 'x'.repeat(15),
    password: 'x'.repeat(8),
    systemType: 'x'.repeat(12),
    addressRange: 'x'.repeat(40),
  };
  assert.deepEqual(checkBindSettings(longest), []);
  for (const name of Object.keys(longest) as (keyof typeof longest)[]) {
    const [wrong, ...others] = checkBindSettings({ ...longest, [name]: `${longest[name]}x` });
    assert.match(wrong ?? '', new RegExp(`^${name} is longer than \\d+ octets$`));
    assert.deepEqual(others, []);
  }
});

test('S4 a NUL and characters outside ASCII are refused without the value', () => {
  assert.deepEqual(checkBindSettings({ password: 'ab\0c' }), ['password holds a NUL']);
  assert.deepEqual(checkBindSettings({ systemId: 'γειά' }), [
    'systemId holds a character outside ASCII',
  ]);
});

test('S6 what is overdue is looked for often enough for the shortest deadline, and not too often', () => {
  assert.equal(sweepEveryMs(defaultTimeouts), 250);
  assert.equal(sweepEveryMs({ ...defaultTimeouts, bindMs: 100 }), 25);
  assert.equal(sweepEveryMs({ ...defaultTimeouts, bindMs: 1 }), 5);
});
