import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applyTestSettings } from '#lib/testing.ts';
import { addressBlock, knownAddressHash, recoveryCodeHash, throttleKey } from './keyed-names.ts';

applyTestSettings();

it('counts an IPv6 site as one and an IPv4 address by itself', () => {
  assert.equal(addressBlock('2001:db8:1:2:3:4:5:6'), addressBlock('2001:DB8:1:2::1'));
  assert.notEqual(addressBlock('2001:db8:1:2::1'), addressBlock('2001:db8:1:3::1'));
  assert.equal(addressBlock('::ffff:192.0.2.1'), '192.0.2.1');
  assert.equal(addressBlock('fe80::1%eth0'), addressBlock('fe80::2'));
  assert.equal(addressBlock('::1'), '0:0:0:0');
  assert.equal(addressBlock('unknown'), 'unknown');
});

it('hashes for one purpose differ from those for another, and from user to user', () => {
  assert.notDeepEqual(
    throttleKey('sign-in', 'address', 'x'),
    throttleKey('recover', 'address', 'x'),
  );
  assert.notDeepEqual(knownAddressHash('anna', '192.0.2.1'), knownAddressHash('bob', '192.0.2.1'));
  assert.equal(recoveryCodeHash('x').length, 20);
});
