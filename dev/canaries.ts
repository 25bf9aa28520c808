import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { writingsOf } from './encodings.ts';
import { searchFor } from './search-octets.ts';

export type Hit = { file: string; canary: string; encoding: string };
export type Scan = { octets: number; hits: Hit[] };

/**
 * Reads every file below `folders` once and says where a canary, or sixteen characters of one in a row, lies readable in
 * any of the encodings. What gzip compressed is looked at decompressed too. A file that goes away meanwhile is passed over.
 */
export function scanForCanaries(folders: string[], canaries: string[]): Scan {
  const search = searchFor(
    canaries.flatMap((canary) => writingsOf(canary).map((each) => ({ ...each, name: canary }))),
  );
  const scan: Scan = { octets: 0, hits: [] };
  for (const { file, content } of contentsBelow(folders)) {
    scan.octets += content.length;
    for (const { name, encoding } of search(content)) {
      scan.hits.push({ file, canary: name, encoding });
    }
  }
  return scan;
}

/** Every file below `folders`, one after the other; what is compressed comes twice. */
export function* contentsBelow(folders: string[]): Generator<{ file: string; content: Buffer }> {
  for (const file of folders.flatMap(filesBelow)) {
    const content = readIfThere(file);
    yield { file, content };
    if (content[0] === 0x1f && content[1] === 0x8b) {
      yield { file: `${file} (decompressed)`, content: gunzipIfWhole(content) };
    }
  }
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

function gunzipIfWhole(content: Buffer): Buffer {
  try {
    return gunzipSync(content);
  } catch {
    return Buffer.alloc(0);
  }
}
