import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applyTestSettings } from '#lib/testing.ts';
import { readStaffCommand } from './read-staff-command.ts';

applyTestSettings();
const signed = ['--nda', '2', '--signed-on', '2026-01-31', '--signed-by', 'Anna Example'];

it('takes a username, a role and an agreement', () => {
  assert.deepEqual(readStaffCommand(['anna']), {
    ...{ ok: true, username: 'anna', role: 'admin', agreement: null },
  });
  assert.deepEqual(readStaffCommand(['anna', '--role', 'support', ...signed]), {
    ...{ ok: true, username: 'anna', role: 'support' },
    agreement: { version: '2', signedOn: '2026-01-31', name: 'Anna Example' },
  });
});

it('says how to use it, or what is wrong with the agreement', () => {
  for (const [words, sentence] of [
    [[], /Usage/],
    [['anna', 'berta'], /Usage/],
    [['anna', '--role', 'king'], /Usage/],
    [['anna', '--crown'], /Unknown option[\s\S]*Usage/],
    [['anna', '--nda', '2'], /a version, a day and a name/],
    [['anna', ...signed, '--signed-on', '2999-01-01'], /today or earlier/],
  ] as const) {
    const command = readStaffCommand([...words]);
    assert.ok(!command.ok && sentence.test(command.sentence), words.join(' '));
  }
});
