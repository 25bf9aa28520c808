import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openSealed, seal } from '#lib/crypto/seal.ts';
import type { KeyName, Keyring } from './keyring.ts';

const KEY_BYTES = 32;
const CACHE_MS = 60_000;
const CACHE_SIZE = 10_000;
const namePattern = /^[a-z]+(\/[a-z0-9-]+)+$/;

/**
 * A keyring in a folder (mode 0700, meant for a volume of its own that no backup covers): one file per key, wrapped
 * with the root key. Keys read are remembered in this process for a minute; a key destroyed elsewhere is forgotten
 * here within that minute.
 */
export function folderKeyring(dir: string, rootKey: Buffer): Keyring {
  const remembered = new Map<KeyName, { key: Buffer; untilMs: number }>();
  const fileOf = (name: KeyName) => {
    if (!namePattern.test(name)) throw new Error(`Not a key name: ${name}`);
    return join(dir, `${name}.key`);
  };
  const remember = (name: KeyName, key: Buffer) => {
    if (remembered.size >= CACHE_SIZE) remembered.delete(remembered.keys().next().value as KeyName);
    remembered.set(name, { key, untilMs: performance.now() + CACHE_MS });
    return key;
  };

  async function read(name: KeyName): Promise<Buffer | null> {
    const known = remembered.get(name);
    if (known && known.untilMs > performance.now()) return known.key;
    remembered.delete(name);
    const wrapped = await readFile(fileOf(name)).catch(nullWhenMissing);
    return wrapped && remember(name, openSealed(rootKey, `key:${name}`, wrapped));
  }

  async function create(name: KeyName): Promise<Buffer> {
    const existing = await read(name);
    if (existing) return existing;
    const file = fileOf(name);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const key = randomBytes(KEY_BYTES);
    const temporary = `${file}.${randomBytes(6).toString('hex')}.new`;
    await writeDurably(temporary, seal(rootKey, `key:${name}`, key));
    try {
      // A link fails when the name exists: of two callers at once one wins and the other reads the winner's key.
      await link(temporary, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const winner = await read(name);
      if (winner) return winner;
      throw error;
    } finally {
      await rm(temporary, { force: true });
    }
    await syncFolder(dirname(file));
    return remember(name, key);
  }

  async function destroy(name: KeyName): Promise<void> {
    const file = fileOf(name);
    remembered.get(name)?.key.fill(0);
    remembered.delete(name);
    const handle = await open(file, 'r+').catch(nullWhenMissing);
    if (!handle) return;
    try {
      const { size } = await handle.stat();
      await handle.write(randomBytes(size), 0, size, 0);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rm(file, { force: true });
    await syncFolder(dirname(file));
  }

  async function list(prefix: string): Promise<KeyName[]> {
    const files = await readdir(dir, { recursive: true }).catch(nullWhenMissing);
    return (files ?? [])
      .filter((file) => file.endsWith('.key'))
      .map((file) => file.slice(0, -'.key'.length))
      .filter((name) => name.startsWith(prefix))
      .sort();
  }

  return { create, read, destroy, list };
}

async function writeDurably(file: string, octets: Buffer): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(octets);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function nullWhenMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
