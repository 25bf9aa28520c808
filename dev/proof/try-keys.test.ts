import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { it } from 'node:test';
import { seal, sealContent } from '#lib/crypto/seal.ts';
import { publicHalf, sealToPublic } from '#lib/masking/sealed-box.ts';
import { isKeyFile, keysIn, tryKeys } from './try-keys.ts';

const text = 'A text that is to be opened.';
const column = (octets: Buffer) => `\\x${octets.toString('hex')}`;
const look = (plain: Buffer) => (plain.includes(text) ? [text] : []);
const key = randomBytes(32);

it('opens a sealed value with its key, whatever its identity was, and not with another key', async () => {
  const row = { content_sealed: column(sealContent(key, 'some.identity', text)) };
  const versions = [{ of: 'batches', row }];
  assert.deepEqual([...(await tryKeys(versions, [key], look)).opened], [text]);
  assert.deepEqual([...(await tryKeys(versions, [randomBytes(32)], look)).opened], []);
});

it('opens a box with its private half, and what the key in it sealed', async () => {
  const half = randomBytes(32);
  const row = {
    content_sealed: column(sealContent(key, 'some.identity', text)),
    content_box: column(await sealToPublic(await publicHalf(half), key)),
  };
  const versions = [{ of: 'batches', row }];
  assert.deepEqual([...(await tryKeys(versions, [randomBytes(32), half], look)).opened], [text]);
  assert.deepEqual([...(await tryKeys(versions, [randomBytes(32)], look)).opened], []);
});

it('unwraps a key file by its name, in any folder, and makes something of one without a name', () => {
  const root = randomBytes(32);
  const file = seal(root, 'key:masking/one', key);
  assert.ok(isKeyFile(file));
  assert.deepEqual(keysIn('/a/copy/masking/one.key', file, [randomBytes(32), root]), [key]);
  assert.ok(keysIn('/a/copy/7', file, [root]).some((each) => each.equals(key)));
});
