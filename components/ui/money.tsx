import { formatMoney } from '#lib/money/format-money.ts';
import type { Micros } from '#lib/money/micros.ts';

/** An amount with its currency, never rounded: what is shown is the exact value. */
export function Money({ value, currency }: { value: Micros; currency: string }) {
  return <span className="figures whitespace-nowrap">{formatMoney(value, currency)}</span>;
}
