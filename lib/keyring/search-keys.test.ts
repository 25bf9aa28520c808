import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { keyedHash, numberSearchKey } from '#lib/crypto/keyed-hash.ts';
import { type AccountId, newId } from '#lib/ids.ts';
import { folderKeyring } from './folder-keyring.ts';
import { accountKeyName } from './key-names.ts';
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

test("gives accounts' search keys, reads each once, and leaves out those that were destroyed", async () => {
  const accounts = Array.from({ length: 120 }, () => newId<AccountId>());
  const [gone, ...living] = accounts as [AccountId, ...AccountId[]];
  for (const accountId of living) await keyring.create(accountKeyName(accountId));
  const searchKeys = new SearchKeys(counting);
  assert.deepEqual([...(await searchKeys.of(accounts)).keys()], living);
  const found = await searchKeys.of(living);
  assert.equal(reads, accounts.length);
  const accountKey = (await keyring.read(accountKeyName(living[7]!)))!;
  const expected = keyedHash(numberSearchKey(accountKey), '+306912345678');
  assert.deepEqual(keyedHash(found.get(living[7]!)!, '+306912345678'), expected);
  assert.equal((await searchKeys.of([gone])).size, 0);
});
