import type { Micros } from '#lib/money/micros.ts';
import type { CountryCode } from '#lib/phone-numbers/phone-number.ts';
import { type Price, type PriceList, priceOfDigits } from './price-list.ts';

/** `same`: the line is another, what numbers cost is not. */
export type ChangeKind = 'gone' | 'dearer' | 'new' | 'cheaper' | 'same';

/** What another list changes for the numbers that begin with `prefix`. */
export type PriceChange = {
  prefix: string;
  /** As the next list names it, else the old one. */
  country: CountryCode;
  destination: string;
  kind: ChangeKind;
  /** The lines of exactly this prefix; null where a list has none. */
  old: Price | null;
  next: Price | null;
  /** What a segment costs: by this line or one of a shorter prefix; null where nothing is sent. */
  beforeMicros: Micros | null;
  afterMicros: Micros | null;
};

export type PriceListDiff = {
  /** Of the kinds in the order of `ChangeKind`, then by prefix. */
  changes: PriceChange[];
  /** How many lines stand in both lists alike. */
  unchanged: number;
  /** Countries of which the next list has no line. */
  goneCountries: CountryCode[];
};

type Priced = Pick<PriceList, 'prices'>;

const order: ChangeKind[] = ['gone', 'dearer', 'new', 'cheaper', 'same'];

/**
 * What becomes another price when `next` prices instead of `old` (null: nothing was priced), line by line. Whether
 * something is dearer is decided by what the numbers of a prefix cost before and after, so that a new line inside an
 * old one is compared with that.
 */
export function comparePriceLists(old: Priced | null, next: Priced): PriceListDiff {
  const before = old ?? { prices: [] };
  const oldLines = new Map(before.prices.map((price) => [price.prefix, price]));
  const nextLines = new Map(next.prices.map((price) => [price.prefix, price]));
  const prefixes = [...new Set([...oldLines.keys(), ...nextLines.keys()])].sort();
  const differing = prefixes.filter((one) => !alike(oldLines.get(one), nextLines.get(one)));
  const changes = differing.map((prefix) => {
    const lines = { old: oldLines.get(prefix) ?? null, next: nextLines.get(prefix) ?? null };
    const { country, destination } = (lines.next ?? lines.old)!;
    const beforeMicros = priceOfDigits(before, prefix)?.segmentMicros ?? null;
    const afterMicros = priceOfDigits(next, prefix)?.segmentMicros ?? null;
    const kind = kindOf(beforeMicros, afterMicros);
    return { prefix, country, destination, kind, ...lines, beforeMicros, afterMicros };
  });
  const countries = new Set(next.prices.map(({ country }) => country));
  const lost = before.prices.map(({ country }) => country).filter((one) => !countries.has(one));
  return {
    changes: changes.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)),
    unchanged: prefixes.length - differing.length,
    goneCountries: [...new Set(lost)],
  };
}

function alike(a: Price | undefined, b: Price | undefined): boolean {
  return (
    a?.segmentMicros === b?.segmentMicros &&
    a?.country === b?.country &&
    a?.destination === b?.destination
  );
}

function kindOf(before: Micros | null, after: Micros | null): ChangeKind {
  if (before === after) return 'same';
  if (before === null) return 'new';
  if (after === null) return 'gone';
  return after > before ? 'dearer' : 'cheaper';
}

/** By how many per cent the price moves, to a tenth, negative when cheaper; null where one of the two is missing. */
export function percentOf({ beforeMicros, afterMicros }: PriceChange): number | null {
  if (beforeMicros === null || afterMicros === null) return null;
  return Math.round(((afterMicros - beforeMicros) / beforeMicros) * 1000) / 10;
}
