import { formatDay } from '#components/ui/format-time.ts';
import { env } from '#lib/env.ts';
import type { DatedPriceList } from '#lib/prices/price-list.ts';
import { paths } from '#lib/web/paths.ts';

/** Since when the list holds, and the list as a file. */
export function ListDates({ list }: { list: DatedPriceList | null }) {
  if (!list) return null;
  return (
    <p className="text-sm text-muted">
      In effect since {formatDay(list.effectiveFrom, env.TIME_ZONE)}.{' '}
      <a href={paths.pricesFile()} download className="pressable">
        Download as CSV
      </a>
    </p>
  );
}
