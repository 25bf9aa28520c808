import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { keyFile, listKeyFiles, nullWhenMissing, unwrapKey } from './key-files.ts';
import type { KeyName } from './keyring.ts';
import { rewrapKey } from './rewrap-key.ts';

const AT_ONCE = 20;
/** Whoever still runs with the old root key alone may make keys under it meanwhile. */
const ROUNDS = 3;
/** A destruction overwrites a key a moment before its file goes. */
const LOOK_AGAIN_MS = 200;

/** How many keys were wrapped anew, and the names of those that the new root key alone does not open. */
export type RootKeyRotation = { rewrapped: number; keys: number; unopened: KeyName[] };

/**
 * Wraps every key of a keyring's folder with the root key `to`, while processes that know both create, read and destroy.
 * Then reads all of them with `to` alone: `unopened` are those that are broken, and those that a process which still makes
 * keys under `from` made at the last moment. Harmless to repeat, also after it was interrupted at any point.
 */
export async function rotateRootKey(
  dir: string,
  rootKeys: { from: Buffer; to: Buffer },
): Promise<RootKeyRotation> {
  const names = await listKeyFiles(dir, '');
  let rewrapped = 0;
  let unopened = names;
  for (let round = 0; round < ROUNDS && unopened.length > 0; round++) {
    const outcomes = await eachOf(unopened, (name) => rewrapKey(dir, name, rootKeys));
    rewrapped += outcomes.filter((outcome) => outcome === 'wrapped anew').length;
    unopened = await unopenedWith(dir, rootKeys.to);
  }
  return { rewrapped, keys: names.length, unopened };
}

/** Names of keys that `rootKey` alone does not open, and that are not just being destroyed. */
async function unopenedWith(dir: string, rootKey: Buffer): Promise<KeyName[]> {
  const unopened = async (names: KeyName[]) => {
    const opens = await eachOf(names, async (name) => {
      const wrapped = await readFile(keyFile(dir, name)).catch(nullWhenMissing);
      return wrapped === null || unwrapKey([rootKey], name, wrapped) !== null;
    });
    return names.filter((_, index) => !opens[index]);
  };
  const found = await unopened(await listKeyFiles(dir, ''));
  if (found.length === 0) return [];
  await wait(LOOK_AGAIN_MS);
  return unopened(found);
}

async function eachOf<Item, Result>(
  items: readonly Item[],
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(act))));
  }
  return results;
}
