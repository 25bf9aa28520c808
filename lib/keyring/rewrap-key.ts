import { type FileHandle, open, stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { keyFile, nullWhenMissing, overwrite, unwrapKey, wrapKey } from './key-files.ts';
import type { KeyName } from './keyring.ts';

/** How long a file may be neither: a destruction overwrites it a moment before it goes. */
const LOOKS = 10;
const LOOK_AGAIN_MS = 50;

export type Rewrapped = 'wrapped anew' | 'is already' | 'gone' | 'does not open';

/**
 * Wraps one key of a folder anew, with the root key `to` instead of `from`. In place, a single write of 61 octets within one
 * sector, and not by a new file under the old name: a name that is destroyed meanwhile can so never come back. Where a
 * destruction came in between, what was written is overwritten.
 */
export async function rewrapKey(
  dir: string,
  name: KeyName,
  rootKeys: { from: Buffer; to: Buffer },
): Promise<Rewrapped> {
  const file = keyFile(dir, name);
  for (let look = 0; look < LOOKS; look++) {
    const handle = await open(file, 'r+').catch(nullWhenMissing);
    if (!handle) return 'gone';
    try {
      const wrapped = await handle.readFile();
      if (unwrapKey([rootKeys.to], name, wrapped)) return 'is already';
      const key = unwrapKey([rootKeys.from], name, wrapped);
      if (key) return await writeInPlace(handle, file, wrapKey(rootKeys.to, name, key));
    } finally {
      await handle.close();
    }
    await wait(LOOK_AGAIN_MS);
  }
  return 'does not open';
}

async function writeInPlace(handle: FileHandle, file: string, wrapped: Buffer): Promise<Rewrapped> {
  await handle.write(wrapped, 0, wrapped.length, 0);
  await handle.sync();
  const { ino } = await handle.stat();
  const named = await stat(file).catch(nullWhenMissing);
  if (named?.ino === ino) return 'wrapped anew';
  await overwrite(handle);
  return 'gone';
}
