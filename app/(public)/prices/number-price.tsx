import { Money } from '#components/ui/money.tsx';
import { countryName } from '#lib/phone-numbers/country-name.ts';
import { searchedDigits } from '#lib/prices/list-prices.ts';
import { type PriceList, priceOfDigits } from '#lib/prices/price-list.ts';

/** Where somebody searched for the beginning of a number, and it decides what the number costs: that price. */
export function NumberPrice({ list, search }: { list: PriceList; search: string }) {
  const digits = searchedDigits(search);
  const price = digits === null ? null : priceOfDigits(list, digits);
  const isOpen = list.prices.some(
    ({ prefix, segmentMicros }) =>
      prefix.startsWith(digits ?? '') && segmentMicros !== price?.segmentMicros,
  );
  if (!price || isOpen) return null;
  return (
    <p role="status">
      A number that begins with <span className="figures">+{digits}</span> costs{' '}
      <Money value={price.segmentMicros} currency={list.currency} /> per SMS now:{' '}
      {price.destination}
      {price.destination === countryName(price.country) ? '' : `, ${countryName(price.country)}`}.
    </p>
  );
}
