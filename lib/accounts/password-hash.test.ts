import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applyTestSettings } from '#lib/testing.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';

applyTestSettings();
const long = 'x'.repeat(255);

it('hashes with bcrypt at cost 12, never alike twice', async () => {
  const [one, other] = await Promise.all([
    hashPassword('a long password'),
    hashPassword('a long password'),
  ]);
  assert.match(one, /^\$2b\$12\$[./A-Za-z0-9]{53}$/);
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
  const timed = async (known: string | null) => {
    const startMs = performance.now();
    assert.equal(await verifyPassword('not the password', known), false);
    return performance.now() - startMs;
  };
  await timed(hash);
  const knownMs = Math.min(await timed(hash), await timed(hash));
  const unknownMs = Math.min(await timed(null), await timed(null));
  assert.ok(unknownMs > knownMs / 2 && unknownMs < knownMs * 2, `${knownMs} and ${unknownMs}`);
});

it('leaves the event loop free', async () => {
  let longestMs = 0;
  let lastMs = performance.now();
  const timer = setInterval(() => {
    longestMs = Math.max(longestMs, performance.now() - lastMs);
    lastMs = performance.now();
  }, 5);
  await Promise.all(Array.from({ length: 6 }, () => hashPassword('a long password')));
  clearInterval(timer);
  assert.ok(longestMs < 150, `stopped for ${longestMs} ms`);
});
