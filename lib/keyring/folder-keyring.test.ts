import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sealText } from '#lib/crypto/seal.ts';
import { folderKeyring } from './folder-keyring.ts';
import { keyFolder } from './testing.ts';

// What every keyring does is in keyring-contract.test.ts.

const dir = keyFolder();
const root = randomBytes(32);

describe('a keyring in a folder', () => {
  it('stores keys wrapped, in files only the owner can read', async () => {
    const keyring = folderKeyring(dir, root);
    const key = await keyring.create('system/wrapped-test');
    const file = join(dir, 'system', 'wrapped-test.key');
    assert.equal(readFileSync(file).includes(key), false);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(statSync(join(dir, 'system')).mode & 0o777, 0o700);
    await assert.rejects(folderKeyring(dir, randomBytes(32)).read('system/wrapped-test'));
  });

  it('opens with the previous root key too, and makes keys under the current one', async () => {
    const key = await folderKeyring(dir, root).create('system/older');
    const next = randomBytes(32);
    const both = folderKeyring(dir, next, root);
    assert.deepEqual(await both.read('system/older'), key);
    const fresh = await both.create('system/fresh');
    assert.deepEqual(await folderKeyring(dir, next).read('system/fresh'), fresh);
  });

  it('leaves no file of a destroyed key', async () => {
    const keyring = folderKeyring(dir, root);
    await keyring.create('draft/a/b');
    await keyring.destroy('draft/a/b');
    assert.deepEqual(readdirSync(join(dir, 'draft', 'a')), []);
  });

  it('says that a key has gone, and not that it is broken, while another process destroys it', async () => {
    await folderKeyring(dir, root).create('draft/a/c');
    const file = join(dir, 'draft', 'a', 'c.key');
    writeFileSync(file, randomBytes(61));
    const reading = folderKeyring(dir, root).read('draft/a/c');
    setTimeout(() => void folderKeyring(dir, root).destroy('draft/a/c'), 30);
    assert.equal(await reading, null);
  });

  it('wipes a destroyed key where it is still held, and nothing seals under what is left', async () => {
    const keyring = folderKeyring(dir, root);
    const held = await keyring.create('draft/a/d');
    await keyring.destroy('draft/a/d');
    assert.throws(() => sealText(held, 'drafts:x', 'readable'), /destroyed meanwhile/);
  });

  it('reads the folder of the prefix only', async () => {
    const keyring = folderKeyring(dir, root);
    await keyring.create('content/a/2026-11');
    mkdirSync(join(dir, 'content', 'b'), { mode: 0 });
    // Root may enter every folder: only where it cannot, a look at the other one would throw.
    if (process.getuid?.() !== 0) await assert.rejects(keyring.list('content/'));
    assert.deepEqual(await keyring.list('content/a/'), ['content/a/2026-11']);
    chmodSync(join(dir, 'content', 'b'), 0o700);
    assert.deepEqual(await keyring.list('content/none/'), []);
  });
});
