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
 * Reads every file below `folders` and says where a canary lies readable, in any of the encodings. A file that goes
 * away meanwhile is passed over.
 */
export function scanForCanaries(folders: string[], canaries: string[]): Scan {
  const needles = canaries.flatMap((canary) =>
    encodings(canary).map(([encoding, octets]) => ({ canary, encoding, octets })),
  );
  const scan: Scan = { octets: 0, hits: [] };
  for (const file of folders.flatMap(filesBelow)) {
    const content = readIfThere(file);
    scan.octets += content.length;
    for (const { canary, encoding, octets } of needles) {
      if (content.includes(octets)) scan.hits.push({ file, canary, encoding });
    }
  }
  return scan;
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
