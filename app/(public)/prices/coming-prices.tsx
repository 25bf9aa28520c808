import { Notice } from '#components/ui/notice.tsx';
import { Time } from '#components/ui/time.tsx';
import { env } from '#lib/env.ts';
import { comparePriceLists } from '#lib/prices/compare-price-lists.ts';
import { goneWarning, summariseChanges } from '#lib/prices/describe-changes.ts';
import type { PriceList, UpcomingPriceList } from '#lib/prices/price-list.ts';

type ComingPricesProps = { coming: UpcomingPriceList; list: PriceList | null };

/** From when on other prices hold, what changes on the whole, and that quotes given before stay as they are. */
export function ComingPrices({ coming, list }: ComingPricesProps) {
  const at = <Time at={coming.at} timeZone={env.TIME_ZONE} />;
  if (!coming.list) {
    return (
      <Notice tone="unsure" title="These prices end.">
        <p>They hold until {at}. The ones after them are not known yet.</p>
      </Notice>
    );
  }
  const diff = comparePriceLists(list, coming.list);
  const warning = goneWarning(diff);
  return (
    <Notice title="New prices are coming.">
      <p>
        From {at}. {summariseChanges(diff)} {warning} The table shows old and new side by side. A
        quote given before keeps its price for its 15 minutes.
      </p>
    </Notice>
  );
}
