import { formatMoney } from '#lib/money/format-money.ts';
import type { Micros } from '#lib/money/micros.ts';
import { countryName } from '#lib/phone-numbers/country-name.ts';
import type { Span } from './spans.ts';

/** `country` is empty for everything. */
type Named = { micros: Micros; span: Span; country: string };

/** 'your ceiling of €20.00 an hour', 'your ceiling of €5.00 a day for Bulgaria'. */
export function ceilingWords({ micros, span, country }: Named, currency: string): string {
  const where = country ? ` for ${countryName(country)}` : '';
  return `your ceiling of ${formatMoney(micros, currency)} ${perSpan[span]}${where}`;
}

export const perSpan: Record<Span, string> = { hour: 'an hour', day: 'a day', month: 'a month' };
