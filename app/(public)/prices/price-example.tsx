import { Money } from '#components/ui/money.tsx';
import { env } from '#lib/env.ts';
import { times } from '#lib/money/micros.ts';
import { priceOfCountry } from '#lib/prices/list-prices.ts';
import type { PriceList } from '#lib/prices/price-list.ts';
import { countSegments } from '#lib/segments/count-segments.ts';

const lengths = [160, 300];

/** '160 plain characters to Greece are 1 SMS: €0.042.', counted and priced as a send is. */
export function PriceExample({ list }: { list: PriceList }) {
  const price = priceOfCountry(list, env.HOME_COUNTRY);
  if (!price) return null;
  return (
    <p className="max-w-prose text-muted">
      For example to {price.name}
      {price.lowestMicros === price.highestMicros ? '' : ', on its dearest network'}:{' '}
      {lengths.map((length, place) => {
        const { segments } = countSegments('a'.repeat(length));
        return (
          <span key={length} className="figures">
            {place > 0 ? '; ' : ''}
            {length} plain characters are {segments} SMS,{' '}
            <Money value={times(price.highestMicros, segments)} currency={list.currency} />
          </span>
        );
      })}
      . Without VAT.
    </p>
  );
}
