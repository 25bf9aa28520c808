import { type Encoding, packParts } from './pack-parts.ts';

export type { Encoding } from './pack-parts.ts';

/**
 * `units`: septets or UTF-16 units of the text. `segments`: SMS that are sent and paid. `unitsPerSegment`: 160, 153, 70 or
 * 67. `unitsLeft`: what still fits before another segment begins.
 */
export type SegmentCount = {
  encoding: Encoding;
  units: number;
  segments: number;
  unitsPerSegment: number;
  unitsLeft: number;
};

/** Longer texts are refused in the form: many networks and phones do not put more parts together. */
export const maxSegments = 10;

/** How `text` travels and how many SMS it takes; '' takes none. Counts by cutting, so this is what is sent. */
export function countSegments(text: string): SegmentCount {
  const { encoding, unitsPerPart, parts } = packParts(text);
  let units = 0;
  for (const part of parts) units += part.units;
  return {
    encoding,
    units,
    segments: parts.length,
    unitsPerSegment: unitsPerPart,
    unitsLeft: unitsPerPart - (parts.at(-1)?.units ?? 0),
  };
}
