import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { folderKeyring } from './folder-keyring.ts';
import { KeyDestroyed, requireKey } from './keyring.ts';

const dir = mkdtempSync(join(tmpdir(), 'allsms-keyring-'));
after(() => rmSync(dir, { recursive: true, force: true }));
const root = randomBytes(32);
const name = 'account/0198c0de-0000-7000-8000-000000000001';

describe('a keyring in a folder', () => {
  it('gives every caller the same key, also two at once and another process', async () => {
    const [one, two] = await Promise.all([
      folderKeyring(dir, root).create(name),
      folderKeyring(dir, root).create(name),
    ]);
    assert.deepEqual(one, two);
    assert.deepEqual(await folderKeyring(dir, root).read(name), one);
    assert.equal(one.length, 32);
  });

  it('stores keys wrapped, in files only the owner can read', async () => {
    const keyring = folderKeyring(dir, root);
    const key = await keyring.create('system/wrapped-test');
    const file = join(dir, 'system', 'wrapped-test.key');
    assert.equal(readFileSync(file).includes(key), false);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(statSync(join(dir, 'system')).mode & 0o777, 0o700);
    await assert.rejects(folderKeyring(dir, randomBytes(32)).read('system/wrapped-test'));
  });

  it('forgets a destroyed key and leaves no file of it', async () => {
    const keyring = folderKeyring(dir, root);
    await keyring.create('draft/a/b');
    await keyring.destroy('draft/a/b');
    await keyring.destroy('draft/a/b');
    assert.equal(await keyring.read('draft/a/b'), null);
    assert.deepEqual(readdirSync(join(dir, 'draft', 'a')), []);
    await assert.rejects(requireKey(keyring, 'draft/a/b'), KeyDestroyed);
  });

  it('lists names by their beginning and refuses names that leave the folder', async () => {
    const keyring = folderKeyring(dir, root);
    await keyring.create('content/a/2026-11');
    assert.deepEqual(await keyring.list('content/a/'), ['content/a/2026-11']);
    await assert.rejects(keyring.read('../outside'));
  });
});
