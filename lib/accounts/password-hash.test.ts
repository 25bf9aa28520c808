import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { it } from 'node:test';
import { applyTestSettings, measureWork } from '#lib/testing.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';

applyTestSettings();
const long = 'x'.repeat(255);

it('hashes with bcrypt at cost 12, never alike twice', async () => {
  const [one, other] = await Promise.all([
    hashPassword('a long password'),
    hashPassword('a long password'),
  ]);
  assert.match(one, /^[0-9a-f]{8}\$2b\$12\$[./A-Za-z0-9]{53}$/);
  assert.notEqual(one, other);
});

it('reads passwords to the last octet, past the 72 of bcrypt, and accents however they were typed', async () => {
  const hash = await hashPassword(`${long}é`);
  assert.equal(await verifyPassword(`${long}é`.normalize('NFD'), hash), true);
  assert.equal(await verifyPassword(`${long}e`, hash), false);
  assert.equal(await verifyPassword(long, hash), false);
});

it('works as long for a user that does not exist as for one that does', async () => {
  const hash = await hashPassword('a long password');
  const workMs = async (known: string | null) => {
    const { result, ms } = await measureWork(() => verifyPassword('not the password', known));
    assert.equal(result, false);
    return ms;
  };
  await workMs(hash);
  const knownMs = Math.min(await workMs(hash), await workMs(hash));
  const unknownMs = Math.min(await workMs(null), await workMs(null));
  assert.ok(unknownMs > knownMs / 2 && unknownMs < knownMs * 2, `${knownMs} and ${unknownMs}`);
});

it('leaves the event loop free', async () => {
  const before = performance.eventLoopUtilization();
  await Promise.all(Array.from({ length: 6 }, () => hashPassword('a long password')));
  const { utilization } = performance.eventLoopUtilization(before);
  assert.ok(utilization < 0.3, `busy for ${utilization} of the time`);
});
