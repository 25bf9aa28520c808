import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export type Hit = { file: string; canary: string; encoding: string };
export type Scan = { octets: number; hits: Hit[] };

/** Ways in which a text may lie on a disk without being encrypted. */
function encodings(text: string): [encoding: string, octets: Buffer][] {
  const utf8 = Buffer.from(text);
  const utf16 = Buffer.from(text, 'utf16le');
  return [
    ['UTF-8', utf8],
    ['UTF-16 little endian', utf16],
    ['UTF-16 big endian', Buffer.from(utf16).swap16()],
    ['hexadecimal', Buffer.from(utf8.toString('hex'))],
    ['upper-case hexadecimal', Buffer.from(utf8.toString('hex').toUpperCase())],
    ['hexadecimal of UTF-16', Buffer.from(Buffer.from(utf16).swap16().toString('hex'))],
    ...[0, 1, 2].map((offset): [string, Buffer] => [
      `base64 at offset ${offset}`,
      base64(utf8, offset),
    ]),
  ];
}

/** The characters of base64 that stand for `octets` alone, when `offset` octets go before them. */
function base64(octets: Buffer, offset: number): Buffer {
  const text = Buffer.concat([Buffer.alloc(offset), octets])
    .toString('base64')
    .replaceAll('=', '');
  const first = Math.ceil((offset * 8) / 6);
  const last = Math.floor(((offset + octets.length) * 8) / 6);
  return Buffer.from(text.slice(first, last));
}

/**
 * Reads every file below `folders` once and says where a canary lies readable, in any of the encodings. A file that
 * goes away meanwhile is passed over.
 */
export function scanForCanaries(folders: string[], canaries: string[]): Scan {
  const search = searchFor(
    canaries.flatMap((canary) =>
      encodings(canary).map(([encoding, octets]) => ({ canary, encoding, octets })),
    ),
  );
  const scan: Scan = { octets: 0, hits: [] };
  for (const file of folders.flatMap(filesBelow)) {
    const content = readIfThere(file);
    scan.octets += content.length;
    for (const { canary, encoding } of search(content)) scan.hits.push({ file, canary, encoding });
  }
  return scan;
}

type Needle = { canary: string; encoding: string; octets: Buffer };

const BASE = 0x01000193;
const MAX_WIDTH = 64;
const FILTER_BITS = 22;

/**
 * Many needles in one pass (Rabin and Karp): a hash rolls over as many octets as the shortest needle has, and only
 * where it is the hash of a needle's beginning are the octets compared.
 */
function searchFor(needles: Needle[]): (content: Buffer) => Set<Needle> {
  const width = needles.reduce((least, { octets }) => Math.min(least, octets.length), MAX_WIDTH);
  let leaving = 1;
  for (let place = 1; place < width; place++) leaving = Math.imul(leaving, BASE);
  const byHash = new Map<number, Needle[]>();
  const filter = new Uint8Array(2 ** FILTER_BITS);
  for (const needle of needles) {
    let hash = 0;
    for (const octet of needle.octets.subarray(0, width))
      hash = (Math.imul(hash, BASE) + octet) | 0;
    byHash.set(hash, [...(byHash.get(hash) ?? []), needle]);
    filter[hash >>> (32 - FILTER_BITS)] = 1;
  }
  return (content) => {
    const found = new Set<Needle>();
    let hash = 0;
    for (let at = 0; at < content.length; at++) {
      if (at >= width) hash = (hash - Math.imul(content[at - width]!, leaving)) | 0;
      hash = (Math.imul(hash, BASE) + content[at]!) | 0;
      if (filter[hash >>> (32 - FILTER_BITS)] === 0 || at < width - 1) continue;
      const start = at - width + 1;
      for (const needle of byHash.get(hash) ?? []) {
        const { octets } = needle;
        if (content.subarray(start, start + octets.length).equals(octets)) found.add(needle);
      }
    }
    return found;
  };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function readIfThere(file: string): Buffer {
  try {
    return statSync(file).isFile() ? readFileSync(file) : Buffer.alloc(0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
