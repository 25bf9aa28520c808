import { createDecipheriv } from 'node:crypto';
import sodium from 'libsodium-wrappers';
import { openSealed } from '#lib/crypto/seal.ts';
import type { Version } from './witness.ts';

const KEY_FILE_BYTES = 61;
const BOX_BYTES = 80;
const HEAD_BYTES = 13;
const TAG_BYTES = 16;

/** A file that may be a wrapped key: by its size, wherever it lies. */
export const isKeyFile = (content: Buffer): boolean => content.length === KEY_FILE_BYTES;

/**
 * The key in a file, unwrapped by the root key or the workers' wrapping key. Its name is the end of its path; where that
 * fits nothing, what each of them makes of it without asking.
 */
export function keysIn(file: string, content: Buffer, wrapping: Buffer[]): Buffer[] {
  const steps = file.replace(/\.key$/, '').split('/');
  const names = steps.map((_, i) => steps.slice(i).join('/'));
  for (const key of wrapping) {
    for (const name of names) {
      try {
        return [openSealed(key, `key:${name}`, content)];
      } catch {
        // Another name, or the other key.
      }
    }
  }
  return wrapping.map((key) => decipher(key, content));
}

export type Tried = {
  values: number;
  boxes: number;
  keys: number;
  octets: number;
  opened: Set<string>;
};

/**
 * Tries every key on everything sealed that ever was in a row, without asking whether tag and identity agree: whatever comes
 * out is given to `look`, which says which texts it holds. First the boxes of masked content, whose keys are tried too.
 */
export async function tryKeys(
  versions: Version[],
  keys: Buffer[],
  look: (plain: Buffer) => string[],
): Promise<Tried> {
  const values = valuesOf(versions);
  const boxes = values.filter(({ length }) => length === BOX_BYTES);
  const all = [...keys, ...(await openBoxes(boxes, keys))];
  const opened = new Set<string>();
  const sealed = values.filter((value) => value.length > HEAD_BYTES + TAG_BYTES);
  for (const value of sealed) {
    for (const key of all) for (const text of look(decipher(key, value))) opened.add(text);
  }
  const octets = values.reduce((sum, { length }) => sum + length, 0);
  return { values: sealed.length, boxes: boxes.length, keys: all.length, octets, opened };
}

async function openBoxes(boxes: Buffer[], keys: Buffer[]): Promise<Buffer[]> {
  await sodium.ready;
  const pairs = keys.map((key) => ({ key, half: sodium.crypto_scalarmult_base(key) }));
  const opened: Buffer[] = [];
  for (const box of boxes) {
    for (const { key, half } of pairs) {
      try {
        opened.push(Buffer.from(sodium.crypto_box_seal_open(box, half, key)));
      } catch {
        // Made for another pair.
      }
    }
  }
  return opened;
}

/** Whatever looks like octets in the rows, each once. */
function valuesOf(versions: Version[]): Buffer[] {
  const values = new Set<string>();
  for (const { row } of versions) {
    for (const value of Object.values(row)) {
      if (typeof value === 'string' && value.startsWith('\\x')) values.add(value.slice(2));
    }
  }
  return [...values].map((value) => Buffer.from(value, 'hex'));
}

/** AES-256-GCM without its tag is counter mode from 2 (NIST SP 800-38D §7.1). */
function decipher(key: Buffer, sealed: Buffer): Buffer {
  const counter = Buffer.concat([sealed.subarray(1, HEAD_BYTES), Buffer.from([0, 0, 0, 2])]);
  const opening = createDecipheriv('aes-256-ctr', key, counter);
  return opening.update(sealed.subarray(HEAD_BYTES, sealed.length - TAG_BYTES));
}
