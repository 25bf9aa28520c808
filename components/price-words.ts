import { formatMoney } from '#lib/money/format-money.ts';
import { type Micros, times } from '#lib/money/micros.ts';
import type { SegmentCount } from '#lib/segments/count-segments.ts';

/** '€0.084', or '€0.08–€0.10' where networks of the country differ: one recipient, so many parts. */
export function priceWords(
  price: { lowMicros: Micros; highMicros: Micros },
  segments: number,
  currency: string,
): string {
  const low = formatMoney(times(price.lowMicros, segments), currency);
  const high = formatMoney(times(price.highMicros, segments), currency);
  return low === high ? low : `${low}–${high}`;
}

/** '1 SMS · 132 of 160'. */
export function countWords({ segments, units, unitsPerSegment }: SegmentCount): string {
  const room = unitsPerSegment * Math.max(segments, 1);
  return `${segments} SMS · ${units.toLocaleString('en')} of ${room.toLocaleString('en')}`;
}
