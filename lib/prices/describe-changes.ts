import { formatMoney } from '#lib/money/format-money.ts';
import { countryName } from '#lib/phone-numbers/country-name.ts';
import {
  type ChangeKind,
  type PriceChange,
  type PriceListDiff,
  percentOf,
} from './compare-price-lists.ts';

/** What happens to a price, in one word, on every page and in the command. */
export const changeWords: Record<ChangeKind, string> = {
  gone: 'No price any more',
  dearer: 'Dearer',
  new: 'New',
  cheaper: 'Cheaper',
  same: 'Same price',
};

/** '172 prices: 3 dearer (by up to 19%), 1 cheaper (by 5%), 2 new, 166 unchanged.' */
export function summariseChanges({ changes, unchanged }: PriceListDiff): string {
  const byKind = Map.groupBy(changes, ({ kind }) => kind);
  const count = (kind: ChangeKind, words: string): string[] => {
    const found = byKind.get(kind) ?? [];
    if (found.length === 0) return [];
    const most = Math.max(...found.map((change) => Math.abs(percentOf(change) ?? 0)));
    const by = found.length === 1 ? 'by' : 'by up to';
    return [`${figure(found.length)} ${words}${most > 0 ? ` (${by} ${most}%)` : ''}`];
  };
  const parts = [
    ...count('gone', 'without a price any more'),
    ...count('dearer', 'dearer'),
    ...count('cheaper', 'cheaper'),
    ...count('new', 'new'),
    ...count('same', 'with another line at the same price'),
    ...(unchanged > 0 ? [`${figure(unchanged)} unchanged`] : []),
  ];
  const all = changes.length + unchanged;
  return `${all === 1 ? '1 price' : `${figure(all)} prices`}: ${parts.join(', ')}.`;
}

/** 'The new list has no price for Albania, Chad.'; null when every country stays. */
export function goneWarning({ goneCountries }: PriceListDiff): string | null {
  if (goneCountries.length === 0) return null;
  const names = goneCountries.map(countryName).sort((a, b) => a.localeCompare(b, 'en'));
  return `The new list has no price for ${names.join(', ')}.`;
}

/** 'Greece (+30): €0.042 → €0.05, +19%'. `currency` is ISO 4217. */
export function describeChange(change: PriceChange, currency: string): string {
  const money = (value: PriceChange['beforeMicros']) =>
    value === null ? 'no price' : formatMoney(value, currency);
  const percent = percentWords(change);
  const prices =
    change.kind === 'same'
      ? money(change.afterMicros)
      : `${money(change.beforeMicros)} → ${money(change.afterMicros)}`;
  return `${change.destination} (+${change.prefix}): ${prices}${percent ? `, ${percent}` : ''}`;
}

/** '+19%', '−5.3%'; empty where nothing moved, or from or to no price. */
export function percentWords(change: PriceChange): string {
  const percent = percentOf(change);
  if (!percent) return '';
  return `${percent > 0 ? '+' : '−'}${Math.abs(percent).toLocaleString('en')}%`;
}

const figure = (count: number): string => count.toLocaleString('en');
