import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { keyedHash, numberSearchKey } from '#lib/crypto/keyed-hash.ts';
import { folderKeyring } from './folder-keyring.ts';
import { SearchKeys } from './search-keys.ts';

const dir = mkdtempSync(join(tmpdir(), 'allsms-keys-'));
after(() => rmSync(dir, { recursive: true, force: true }));
const keyring = folderKeyring(dir, randomBytes(32));
let reads = 0;
const counting = {
  ...keyring,
  read: (name: string) => {
    reads++;
    return keyring.read(name);
  },
};

test('gives search keys, reads each once, and leaves out those that were destroyed', async () => {
  const names = Array.from({ length: 120 }, (_, i) => `numbers/some-account/2026-11-${i}`);
  const [gone, ...living] = names as [string, ...string[]];
  for (const name of living) await keyring.create(name);
  const searchKeys = new SearchKeys(counting);
  assert.deepEqual([...(await searchKeys.of(names)).keys()], living);
  const found = await searchKeys.of(living);
  assert.equal(reads, names.length);
  const numberKey = (await keyring.read(living[7]!))!;
  const expected = keyedHash(numberSearchKey(numberKey), '+306912345678');
  assert.deepEqual(keyedHash(found.get(living[7]!)!, '+306912345678'), expected);
  assert.equal((await searchKeys.of([gone])).size, 0);
});
