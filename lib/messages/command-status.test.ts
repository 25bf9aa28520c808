import assert from 'node:assert/strict';
import test from 'node:test';
import smpp from 'smpp';
import {
  classifyCommandStatus,
  commandStatusName,
  commandStatusSentence,
} from './command-status.ts';

test('F4 the names of the codes are those of the smpp package', () => {
  const names = Object.values(smpp.errors).map((status) => [commandStatusName(status), status]);
  // The package calls a few by their names in SMPP 5.0.
  const shared = names.filter(([name]) => name! in smpp.errors);
  assert.ok(shared.length >= 45, `${shared.length} names`);
  for (const [name, status] of shared) assert.equal(smpp.errors[name!], status, `${name}`);
});

test('F4 codes are told apart by what to do about them', () => {
  const classes = (statuses: number[]) => [
    ...new Set(statuses.map((s) => classifyCommandStatus(s))),
  ];
  assert.deepEqual(classes([0]), ['accepted']);
  assert.deepEqual(classes([0x58, 0x14, 0x08, 0x64]), ['temporary']);
  assert.deepEqual(classes([0x0a, 0x0b, 0x01, 0x45, 0x61, 0x62, 0x65, 0x66]), ['permanent']);
  assert.deepEqual(classes([0x04, 0x05, 0x0d, 0x0e, 0x0f]), ['bind']);
});

test("F4 the provider's own codes are permanent, or temporary by setting, and shown with their number", () => {
  assert.equal(classifyCommandStatus(0x457), 'permanent');
  assert.equal(classifyCommandStatus(0x457, new Set([0x457])), 'temporary');
  assert.equal(classifyCommandStatus(0, new Set([0])), 'accepted');
  assert.match(commandStatusSentence(0x457), /0x0457/);
});

test('F4 every sentence is plain: no name of the standard, and a full stop', () => {
  for (let status = 0; status <= 0x500; status++) {
    assert.match(commandStatusSentence(status), /^The network .*\.$|^The network .*repair\.$/);
    assert.doesNotMatch(commandStatusSentence(status), /ESME/);
  }
});
