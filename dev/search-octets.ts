import type { Written } from './encodings.ts';

export type Needle<Name> = Written & { name: Name };
export type Found<Name> = { name: Name; encoding: string };

const BASE = 0x01000193;
/** A block: what the hash rolls over. The shortest fragment that counts, packed in septets, has a few more octets. */
const MAX_WIDTH = 7;
const FILTER_BITS = 24;
/** Two mixtures of a hash choose its bit of the first filter, and of the second, which spares the slow look. */
const MIX = 0x9e3779b1 | 0;
const MIX_AGAIN = 0x85ebca6b | 0;
const PAGE = 4096;
const zeroPage = new Uint8Array(PAGE);

type Block<Name> = { needle: Needle<Name>; at: number };

/**
 * Many needles, or `least` octets of one in one piece, in one pass (Rabin and Karp): a hash rolls over a few octets. Blocks
 * of a needle are known by their hash, so close together that every piece of `least` octets has one whole; where one
 * stands, the piece around it is measured.
 */
export function searchFor<Name>(needles: Needle<Name>[]): (content: Buffer) => Found<Name>[] {
  const width = needles.reduce((narrowest, { least }) => Math.min(narrowest, least), MAX_WIDTH);
  const { blocks, filter, again } = indexOf(needles, width);
  return (content) => {
    const found = new Map<Needle<Name>, Found<Name>>();
    const look = (hash: number, place: number) => {
      if (!hasBit(again, Math.imul(hash, MIX_AGAIN))) return;
      for (const { needle, at } of blocks.get(hash) ?? []) {
        if (found.has(needle)) continue;
        if (pieceAround(content, place, needle.octets, at) < needle.least) continue;
        found.set(needle, { name: needle.name, encoding: needle.encoding });
      }
    };
    for (const { start, end } of stretchesOf(content, width)) {
      roll(content.subarray(start, end), width, filter, (hash, at) => look(hash, start + at));
    }
    return [...found.values()];
  };
}

function indexOf<Name>(needles: Needle<Name>[], width: number) {
  const blocks = new Map<number, Block<Name>[]>();
  const [filter, again] = [newFilter(), newFilter()];
  for (const needle of needles) {
    const stride = needle.least - width + 1;
    for (let at = 0; at + width <= needle.octets.length; at += stride) {
      const hash = hashOf(needle.octets, at, width);
      const same = blocks.get(hash);
      if (same) same.push({ needle, at });
      else blocks.set(hash, [{ needle, at }]);
      setBit(filter, Math.imul(hash, MIX));
      setBit(again, Math.imul(hash, MIX_AGAIN));
    }
  }
  return { blocks, filter, again };
}

const newFilter = () => new Uint8Array(2 ** (FILTER_BITS - 3));

function setBit(filter: Uint8Array, mixed: number): void {
  const bit = mixed >>> (32 - FILTER_BITS);
  filter[bit >>> 3]! |= 1 << (bit & 7);
}

function hasBit(filter: Uint8Array, mixed: number): boolean {
  const bit = mixed >>> (32 - FILTER_BITS);
  return ((filter[bit >>> 3]! >> (bit & 7)) & 1) !== 0;
}

function hashOf(octets: Uint8Array, at: number, width: number): number {
  let hash = 0;
  for (let i = at; i < at + width; i++) hash = (Math.imul(hash, BASE) + octets[i]!) | 0;
  return hash;
}

/** Calls `look` wherever `width` octets have a hash that is perhaps a block's. The loop that reads gigabytes. */
function roll(
  content: Uint8Array,
  width: number,
  filter: Uint8Array,
  look: (hash: number, at: number) => void,
): void {
  if (content.length < width) return;
  let leaving = 1;
  for (let place = 0; place < width; place++) leaving = Math.imul(leaving, BASE);
  let hash = hashOf(content, 0, width);
  const last = content.length - width;
  for (let at = 0; ; at++) {
    if (hasBit(filter, Math.imul(hash, MIX))) look(hash, at);
    if (at === last) return;
    hash = (Math.imul(hash, BASE) + content[at + width]! - Math.imul(content[at]!, leaving)) | 0;
  }
}

/** What is to be read of a content: not the pages of zeros, of which data files and memory are full. */
function* stretchesOf(content: Buffer, width: number): Generator<{ start: number; end: number }> {
  let start = 0;
  for (let page = 0; page < content.length; page += PAGE) {
    const octets = content.subarray(page, page + PAGE);
    if (octets.length < PAGE || octets[0] !== 0 || octets.compare(zeroPage) !== 0) continue;
    // A few zeros on both sides may be the ends of a piece.
    if (page > start) yield { start, end: page + width };
    start = page + PAGE - width;
  }
  if (start < content.length) yield { start, end: content.length };
}

/** How many octets of the needle stand in one piece around the place where its octet `at` should be. */
function pieceAround(content: Buffer, place: number, octets: Buffer, at: number): number {
  let before = 0;
  while (before < at && before < place && content[place - before - 1] === octets[at - before - 1])
    before++;
  let after = 0;
  while (at + after < octets.length && content[place + after] === octets[at + after]) after++;
  return before + after;
}
