import { Money } from '#components/ui/money.tsx';
import type { CountryPrice } from '#lib/prices/list-prices.ts';

/** '€0.042', or '€0.042 to €0.061' where networks differ. */
export function PriceRange({ price, currency }: { price: CountryPrice; currency: string }) {
  const { lowestMicros, highestMicros } = price;
  if (lowestMicros === highestMicros) return <Money value={lowestMicros} currency={currency} />;
  return (
    <>
      <Money value={lowestMicros} currency={currency} /> to{' '}
      <Money value={highestMicros} currency={currency} />
    </>
  );
}
