import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  keyFile,
  listKeyFiles,
  nullWhenMissing,
  overwrite,
  syncFolder,
  unwrapKey,
  wrapKey,
} from './key-files.ts';
import { KeyMemory } from './key-memory.ts';
import type { KeyName, Keyring } from './keyring.ts';

const KEY_BYTES = 32;
/** A file that opens with no root key is looked at again: it may be about to go, or being wrapped anew. */
const LOOK_AGAIN_MS = [10, 40, 150, 400];

/**
 * A keyring in a folder (mode 0700, meant for a volume of its own that no backup covers): one file per key, wrapped
 * with the root key. What `previousRootKey` wraps opens too: while a root key is replaced there are two. Keys read are
 * remembered in this process for a minute; a key destroyed elsewhere is forgotten here within that minute.
 */
export function folderKeyring(dir: string, rootKey: Buffer, previousRootKey?: Buffer): Keyring {
  const rootKeys = previousRootKey ? [rootKey, previousRootKey] : [rootKey];
  const memory = new KeyMemory();

  async function load(name: KeyName): Promise<Buffer | null> {
    const file = keyFile(dir, name);
    for (const pauseMs of [...LOOK_AGAIN_MS, null]) {
      const wrapped = await readFile(file).catch(nullWhenMissing);
      const key = wrapped && unwrapKey(rootKeys, name, wrapped);
      if (key || !wrapped) return key;
      if (pauseMs !== null) await wait(pauseMs);
    }
    throw new Error(`The root key does not open the key ${name}.`);
  }

  async function read(name: KeyName): Promise<Buffer | null> {
    const known = memory.get(name);
    if (known) return known;
    for (;;) {
      const { key, isPast } = await memory.look(name, async (look) => {
        const found = await load(name);
        if (found) memory.keep(look, found);
        return { key: found, isPast: look.isPast };
      });
      if (!isPast) return key;
    }
  }

  async function create(name: KeyName): Promise<Buffer> {
    const existing = await read(name);
    if (existing) return existing;
    const file = keyFile(dir, name);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const key = randomBytes(KEY_BYTES);
    const temporary = `${file}.${randomBytes(6).toString('hex')}.new`;
    await writeDurably(temporary, wrapKey(rootKey, name, key));
    return memory.look(name, async (look) => {
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
      memory.keep(look, key);
      return key;
    });
  }

  async function destroy(name: KeyName): Promise<void> {
    const file = keyFile(dir, name);
    memory.forget(name);
    const handle = await open(file, 'r+').catch(nullWhenMissing);
    if (!handle) return;
    try {
      const noise = await overwrite(handle);
      await rm(file, { force: true });
      await syncFolder(dirname(file));
      // A rotation may have wrapped it anew in between; from here on it finds that the name has gone.
      const { buffer } = await handle.read(Buffer.alloc(noise.length), 0, noise.length, 0);
      if (!buffer.equals(noise)) await overwrite(handle);
    } finally {
      await handle.close();
      memory.forget(name);
    }
  }

  return { create, read, destroy, list: (prefix) => listKeyFiles(dir, prefix) };
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
