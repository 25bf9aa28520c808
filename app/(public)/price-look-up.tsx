import Link from 'next/link';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/select.tsx';
import type { CountryPrice } from '#lib/prices/list-prices.ts';
import { paths } from '#lib/web/paths.ts';
import { PriceRange } from './prices/price-range.tsx';

type PriceLookUpProps = { rows: CountryPrice[]; chosen: CountryPrice | null; currency: string };

/** What does it cost to my country: a question that needs no account and no script. */
export function PriceLookUp({ rows, chosen, currency }: PriceLookUpProps) {
  if (!chosen) return <p className="text-muted">The price list is being prepared.</p>;
  return (
    <div className="flex flex-col gap-4">
      <form action={`${paths.home()}#price`} className="flex items-end gap-3">
        <div className="min-w-0 grow">
          <Select
            name="country"
            label="An SMS to"
            defaultValue={chosen.country}
            options={rows.map((row) => ({ value: row.country, label: row.name }))}
          />
        </div>
        <Button type="submit">Show</Button>
      </form>
      <p className="text-lg">
        <strong className="text-3xl font-semibold tracking-tight">
          <PriceRange price={chosen} currency={currency} />
        </strong>
        <br />
        for each SMS to {chosen.name}, without VAT
      </p>
      <p>
        <Link href={paths.prices()} className="pressable">
          All prices, and how charging works
        </Link>
      </p>
    </div>
  );
}
