import { type Micros, micros, times } from '#lib/money/micros.ts';

/** What a send costs: each recipient's price of a segment, times segments. Quotes and charges both come from here. */
export function batchPrice(segments: number, recipients: { segmentMicros: Micros }[]): Micros {
  const perSegment = recipients.reduce((total, { segmentMicros }) => total + segmentMicros, 0);
  return times(micros(perSegment), segments);
}
