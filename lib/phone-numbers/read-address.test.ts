import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAddress } from './read-address.ts';

const greek = '+306912345678';
const cases: [string, string | null][] = [
  ['+306912345678', greek],
  ['306912345678', greek],
  ['00306912345678', greek],
  ['6912345678', greek],
  // Marked international by mistake.
  ['+6912345678', greek],
  ['447911123456', '+447911123456'],
  ['+447911123456', '+447911123456'],
  // National before international: +692 are the Marshall Islands.
  ['6921234567', '+306921234567'],
  ...['54321', '19999', '123456', 'Acme', '', '+', '30691234567\u0000', '9'.repeat(25)].map(
    (address): [string, null] => [address, null],
  ),
];
for (const [address, number] of cases) {
  test(`an SMSC's ${JSON.stringify(address)} in Greece is ${number ?? 'no number'}`, () => {
    assert.equal(readAddress(address, 'GR')?.number ?? null, number);
  });
}
