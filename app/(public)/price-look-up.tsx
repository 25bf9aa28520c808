import Link from 'next/link';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/select.tsx';
import { env } from '#lib/env.ts';
import { listPrices } from '#lib/prices/list-prices.ts';
import { currentPriceList } from '#lib/prices/price-list.ts';
import { ground } from '#lib/web/ground.ts';
import { paths } from '#lib/web/paths.ts';
import { PriceRange } from './prices/price-range.tsx';

/** What does it cost to my country: a question that needs no account and no script. */
export async function PriceLookUp({ country = env.HOME_COUNTRY }: { country?: string }) {
  const list = await currentPriceList(ground().db);
  const rows = list ? listPrices(list) : [];
  const chosen = rows.find((row) => row.country === country) ?? rows[0];
  if (!list || !chosen) return <p className="text-muted">The price list is being prepared.</p>;
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
        <strong className="text-2xl font-semibold">
          <PriceRange price={chosen} currency={list.currency} />
        </strong>
        <br />
        for each part of an SMS to {chosen.name}, without VAT
      </p>
      <p>
        <Link href={paths.prices()}>All prices, and how charging works</Link>
      </p>
    </div>
  );
}
