import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openSealed, seal } from '#lib/crypto/seal.ts';
import type { KeyName } from './keyring.ts';

const ENDING = '.key';
const namePattern = /^[a-z]+(\/[a-z0-9-]+)+$/;
const prefixPattern = /^[a-z0-9/-]*$/;

/** The file of a key in a keyring's folder. Throws for what is no name, and so for every path that leads out of it. */
export function keyFile(dir: string, name: KeyName): string {
  if (!namePattern.test(name)) throw new Error(`Not a key name: ${name}`);
  return join(dir, `${name}${ENDING}`);
}

/** Names of keys that have a file, by their beginning, in order. Reads the folder of the prefix and those below only. */
export async function listKeyFiles(dir: string, prefix: string): Promise<KeyName[]> {
  if (!prefixPattern.test(prefix)) throw new Error(`Not the beginning of a key name: ${prefix}`);
  const below = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  const files = await readdir(join(dir, below), { recursive: true }).catch(nullWhenMissing);
  return (files ?? [])
    .filter((file) => file.endsWith(ENDING))
    .map((file) => `${below}${file.slice(0, -ENDING.length)}`)
    .filter((name) => name.startsWith(prefix) && namePattern.test(name))
    .sort();
}

/** A key as its file holds it: sealed under a root key, for this name only. 61 octets. */
export const wrapKey = (rootKey: Buffer, name: KeyName, key: Buffer): Buffer =>
  seal(rootKey, `key:${name}`, key);

/** The key in a file, opened with the first of the root keys that fits; null when none does. */
export function unwrapKey(
  rootKeys: readonly Buffer[],
  name: KeyName,
  wrapped: Buffer,
): Buffer | null {
  for (const rootKey of rootKeys) {
    try {
      return openSealed(rootKey, `key:${name}`, wrapped);
    } catch {
      // Wrapped with another one.
    }
  }
  return null;
}

/** Writes random octets over a file that is open, and returns them. */
export async function overwrite(handle: FileHandle): Promise<Buffer> {
  const { size } = await handle.stat();
  const noise = randomBytes(size);
  await handle.write(noise, 0, size, 0);
  await handle.sync();
  return noise;
}

/** Makes what was made or removed in a folder last through a loss of power. */
export async function syncFolder(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** For `catch`: null when there is no such file or folder. */
export function nullWhenMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
