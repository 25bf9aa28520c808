import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';

const CHUNK = 2 ** 20;
/** Longer than any canary in any encoding: what lies across two chunks is whole in one. */
const OVERLAP = 2 ** 14;

const PAGE = 4096;
const PAGEMAP_BYTES = 8;
/** Bits 63 and 62 of a page's entry: it is in memory, or swapped out. */
const THERE = 0xc0;

/** The memory of a process and of its children, piece by piece. Linux, as root or as the same user. */
export function* memoryOf(pid: number): Generator<Buffer> {
  for (const each of [pid, ...childrenOf(pid)]) yield* memoryOfOne(each);
}

function* memoryOfOne(pid: number): Generator<Buffer> {
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const pagemap = openSync(`/proc/${pid}/pagemap`, 'r');
  try {
    for (const { start, end } of regionsOf(pid)) {
      for (let at = start; at < end; at += CHUNK - OVERLAP) {
        const chunk = Buffer.allocUnsafe(Math.min(CHUNK, end - at));
        if (!isUsed(pagemap, at, chunk.length)) continue;
        const read = readAt(memory, chunk, at);
        if (read > 0) yield chunk.subarray(0, read);
      }
    }
  } finally {
    closeSync(memory);
    closeSync(pagemap);
  }
}

/** Gigabytes are reserved and have never been written. */
function isUsed(pagemap: number, start: number, length: number): boolean {
  const [first, last] = [Math.floor(start / PAGE), Math.floor((start + length - 1) / PAGE)];
  const entries = Buffer.alloc((last - first + 1) * PAGEMAP_BYTES);
  readAt(pagemap, entries, first * PAGEMAP_BYTES);
  for (let at = PAGEMAP_BYTES - 1; at < entries.length; at += PAGEMAP_BYTES) {
    if ((entries[at]! & THERE) !== 0) return true;
  }
  return false;
}

/** What the process may write to: files that it has mapped are looked at where they lie. */
function regionsOf(pid: number): { start: number; end: number }[] {
  const maps = readFileSync(`/proc/${pid}/maps`, 'utf8');
  return [...maps.matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw/gm)].map(([, start = '', end = '']) => ({
    start: Number.parseInt(start, 16),
    end: Number.parseInt(end, 16),
  }));
}

/** A region may have gone since it was listed. */
function readAt(memory: number, chunk: Buffer, at: number): number {
  try {
    return readSync(memory, chunk, 0, chunk.length, at);
  } catch {
    return 0;
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8')
      .split(' ')
      .filter((child) => child !== '')
      .map(Number),
  );
}
