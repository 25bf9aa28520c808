import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { folderKeyring } from './folder-keyring.ts';
import { unwrapKey } from './key-files.ts';
import { rewrapKey } from './rewrap-key.ts';
import { rotateRootKey } from './rotate-root-key.ts';
import { keyFolder, someId } from './testing.ts';

const [from, to] = [randomBytes(32), randomBytes(32)];
const names = (kind: string, count: number) =>
  Array.from({ length: count }, () => `${kind}/${someId()}`);

describe('a rotation of the root key', () => {
  it('leaves every key as it was, under the new root key alone', async () => {
    const dir = keyFolder();
    const older = folderKeyring(dir, from);
    const keys = new Map<string, Buffer>();
    for (const name of names('account', 60)) keys.set(name, await older.create(name));
    const fresh = folderKeyring(dir, to, from);
    for (const name of names('content', 5)) keys.set(name, await fresh.create(name));
    assert.deepEqual(await rotateRootKey(dir, { from, to }), {
      rewrapped: 60,
      keys: 65,
      unopened: [],
    });
    const alone = folderKeyring(dir, to);
    for (const [name, key] of keys) {
      assert.deepEqual(await alone.read(name), key);
      const file = readFileSync(join(dir, `${name}.key`));
      assert.equal(unwrapKey([from], name, file), null, 'the old root key opens nothing');
    }
    const again = await rotateRootKey(dir, { from, to });
    assert.deepEqual(again, { rewrapped: 0, keys: 65, unopened: [] });
  });

  it('goes on where it was interrupted, and names what neither root key opens', async () => {
    const dir = keyFolder();
    const older = folderKeyring(dir, from);
    const [done, broken, ...others] = names('account', 10) as [string, string, ...string[]];
    for (const name of [done, broken, ...others]) await older.create(name);
    await rewrapKey(dir, done, { from, to });
    writeFileSync(join(dir, `${broken}.key`), randomBytes(61));
    const result = await rotateRootKey(dir, { from, to });
    assert.deepEqual(result, { rewrapped: 8, keys: 10, unopened: [broken] });
  });

  it('never brings a key back that is destroyed meanwhile, and leaves nothing of it in its file', async () => {
    const dir = keyFolder();
    const older = folderKeyring(dir, from);
    const both = folderKeyring(dir, to, from);
    const all = names('content', 300);
    for (const name of all) await older.create(name);
    const doomed = all.filter((_, index) => index % 2 === 0);
    const destroy = async () => {
      // From processes before and after their restart, before, beside and behind the rotation.
      for (const [index, name] of doomed.entries()) {
        await (index % 4 === 0 ? older : both).destroy(name);
      }
    };
    await Promise.all([rotateRootKey(dir, { from, to }), destroy()]);
    const alone = folderKeyring(dir, to);
    for (const name of doomed) assert.equal(await alone.read(name), null);
    assert.equal((await alone.list('content/')).length, all.length - doomed.length);
    const second = await rotateRootKey(dir, { from, to });
    assert.deepEqual([second.rewrapped, second.unopened], [0, []]);
  });

  it('of one key, destroyed in the same moment many times over, leaves it destroyed each time', async () => {
    const dir = keyFolder();
    const both = folderKeyring(dir, to, from);
    for (let turn = 0; turn < 150; turn++) {
      const name = `draft/${someId()}/${turn}`;
      await folderKeyring(dir, from).create(name);
      const file = join(dir, `${name}.key`);
      const held = openSync(file, 'r');
      await Promise.all([rewrapKey(dir, name, { from, to }), both.destroy(name)]);
      assert.equal(await both.read(name), null);
      const left = Buffer.alloc(61);
      readSync(held, left, 0, 61, 0);
      closeSync(held);
      assert.equal(unwrapKey([from, to], name, left), null, 'what its file held is overwritten');
    }
  });

  it('overwrites what it wrote when the name went after it had read the key', async () => {
    const dir = keyFolder();
    const name = `draft/${someId()}/late`;
    await folderKeyring(dir, from).create(name);
    const file = join(dir, `${name}.key`);
    const held = openSync(file, 'r');
    const whileItWorks = {
      to,
      get from() {
        rmSync(file);
        return from;
      },
    };
    assert.equal(await rewrapKey(dir, name, whileItWorks), 'gone');
    const left = Buffer.alloc(61);
    readSync(held, left, 0, 61, 0);
    closeSync(held);
    assert.equal(unwrapKey([from, to], name, left), null);
  });

  it('lets everybody create, read and destroy while it runs', async () => {
    const dir = keyFolder();
    // A process that restarted first knows both and makes keys under the new one; the other still makes them under the old.
    const [before, after] = [folderKeyring(dir, from, to), folderKeyring(dir, to, from)];
    const all = names('account', 200);
    const keys = await Promise.all(all.map((name) => before.create(name)));
    const madeUnderTheOld = new Set<string>();
    let isRunning = true;
    const rotating = rotateRootKey(dir, { from, to }).finally(() => {
      isRunning = false;
    });
    for (let turn = 0; isRunning; turn++) {
      const index = turn % all.length;
      assert.deepEqual(await folderKeyring(dir, from, to).read(all[index]!), keys[index]);
      const [maker, reader] = turn % 2 ? [before, after] : [after, before];
      const name = `draft/${someId()}/x`;
      if (maker === before) madeUnderTheOld.add(name);
      assert.deepEqual(await reader.read(name), null);
      const key = await maker.create(name);
      assert.deepEqual(await reader.read(name), key);
      if (turn % 4 < 2) await reader.destroy(name);
    }
    // How many depends on how often the loop came round while the rotation looked for the last time.
    for (const name of (await rotating).unopened) assert.ok(madeUnderTheOld.has(name), name);
    assert.deepEqual((await rotateRootKey(dir, { from, to })).unopened, []);
  });
});
