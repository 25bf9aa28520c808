import { csvCell } from '#lib/exports/write-records.ts';
import type { Micros } from '#lib/money/micros.ts';
import type { PriceList } from './price-list.ts';
import { priceCsvHeader } from './read-price-csv.ts';

/** A price list as `readPriceCsv` takes it, which says its currency: CSV (RFC 4180), UTF-8. */
export function writePriceCsv({ currency, prices }: Omit<PriceList, 'id'>): string {
  const lines = prices.map(({ prefix, country, destination, segmentMicros }) =>
    [prefix, country, csvCell(destination), decimals(segmentMicros)].join(','),
  );
  return `${[priceCsvHeader, ...lines, `# currency: ${currency}`].join('\r\n')}\r\n`;
}

/** '0.042': whole units of the currency with as many of six decimals as there are. */
function decimals(value: Micros): string {
  const digits = String(value).padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0+$/, '');
  return fraction ? `${digits.slice(0, -6)}.${fraction}` : digits.slice(0, -6);
}
