import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { applyTestSettings } from '#lib/testing.ts';
import { folderKeyring } from './folder-keyring.ts';
import { KeyDestroyed, type Keyring, requireKey } from './keyring.ts';
import { keyFolder, openKeyServer, someId } from './testing.ts';

// What holds for every keyring, whatever is behind it. `open` gives one as another process would have it.

applyTestSettings();
const dir = keyFolder();
const rootKey = randomBytes(32);
const server = await openKeyServer();
const implementations: Record<string, () => Keyring> = {
  'a keyring in a folder': () => folderKeyring(dir, rootKey),
  'a keyring behind a socket, for workers': () => server.as('worker'),
  'a keyring behind a socket, for the web process': () => server.as('web'),
};

for (const [what, open] of Object.entries(implementations)) {
  describe(what, () => {
    const account = someId();
    const name = `account/${account}`;

    it('gives every caller the same key, also many at once and another process', async () => {
      const keyrings = Array.from({ length: 8 }, open);
      const [one, ...others] = await Promise.all(keyrings.map((keyring) => keyring.create(name)));
      for (const other of others) assert.deepEqual(other, one);
      assert.deepEqual(await open().read(name), one);
      assert.equal(one!.length, 32);
      assert.notDeepEqual(await open().create(`account/${someId()}`), one);
    });

    it('has no key that was never made', async () => {
      assert.equal(await open().read(`account/${someId()}`), null);
      await open().destroy(`account/${someId()}`);
    });

    it('forgets a destroyed key at once, and destroys it twice without complaint', async () => {
      const keyring = open();
      const draft = `draft/${account}/${someId()}`;
      await keyring.create(draft);
      await keyring.destroy(draft);
      await keyring.destroy(draft);
      assert.equal(await keyring.read(draft), null);
      assert.equal(await open().read(draft), null);
      await assert.rejects(requireKey(keyring, draft), KeyDestroyed);
    });

    it('keeps nothing of a key whose look was under way when it was destroyed', async () => {
      for (let turn = 0; turn < 20; turn++) {
        const keyring = open();
        const content = `content/${account}/2026-11-${turn}`;
        const first = await keyring.create(content);
        const copy = Buffer.from(first);
        const fresh = open();
        const looks = [fresh.read(content), fresh.read(content)];
        const destroyed = fresh.destroy(content);
        const late = fresh.read(content);
        await destroyed;
        assert.equal(await fresh.read(content), null);
        for (const look of await Promise.all([...looks, late])) {
          // The key as it was, nothing, or, where it was shared and wiped, zeros: never another one.
          assert.ok(look === null || look.equals(copy) || look.equals(Buffer.alloc(32)));
        }
        assert.equal(await fresh.read(content), null);
      }
    });

    it('lists names by their beginning, also more than fit one answer', async () => {
      const keyring = open();
      const owner = someId();
      const names = Array.from({ length: 450 }, (_, day) => `numbers/${owner}/day-${1000 + day}`);
      await Promise.all(names.map((one) => keyring.create(one)));
      await keyring.create(`content/${owner}/2026-11-aa`);
      assert.deepEqual(await keyring.list(`numbers/${owner}/`), names);
      assert.deepEqual(await keyring.list(`numbers/${owner}/day-144`), names.slice(440));
      assert.deepEqual(await keyring.list(`numbers/${someId()}/`), []);
    });

    it('refuses what is no name', async () => {
      for (const wrong of ['../outside', 'account', '/account/x', 'account/../x', 'a\0b/c']) {
        await assert.rejects(open().read(wrong), wrong);
        await assert.rejects(open().create(wrong), wrong);
        await assert.rejects(open().destroy(wrong), wrong);
      }
      await assert.rejects(open().list('../'));
    });
  });
}
