import { formatMoney, formatMoneyExact } from '#lib/money/format-money.ts';
import type { Micros } from '#lib/money/micros.ts';
import { Exact } from './exact.tsx';

/** An amount with its currency; where the short form is not the whole value, the exact one stands behind it. */
export function Money({ value, currency }: { value: Micros; currency: string }) {
  const short = formatMoney(value, currency);
  const exact = formatMoneyExact(value, currency);
  return (
    <span className="figures whitespace-nowrap">
      {short === exact ? short : <Exact exact={exact}>{short}</Exact>}
    </span>
  );
}
