import type { Metadata } from 'next';
import { Button } from '#components/ui/button.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { Money } from '#components/ui/money.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { fairCharging } from '#lib/prices/fair-charging.ts';
import { type CountryPrice, listPrices } from '#lib/prices/list-prices.ts';
import { currentPriceList } from '#lib/prices/price-list.ts';
import { ground } from '#lib/web/ground.ts';
import { paths } from '#lib/web/paths.ts';
import { PriceRange } from './price-range.tsx';

export const metadata: Metadata = { title: 'Prices' };

export default async function PricesPage({
  searchParams,
}: {
  searchParams: Promise<{ q?: string | string[] }>;
}) {
  const { q } = await searchParams;
  const search = typeof q === 'string' ? q.slice(0, 100) : '';
  const list = await currentPriceList(ground().db);
  const rows = list ? listPrices(list, search) : [];
  return (
    <>
      <PageHeader title="Prices" lead="What one SMS part costs, by country." />
      <ul className="flex max-w-prose list-disc flex-col gap-2 pl-5">
        {fairCharging.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <form action={paths.prices()} className="flex max-w-md items-end gap-3">
        <div className="grow">
          <Field
            name="q"
            type="search"
            label="Country"
            hint="A name, or the digits that its numbers begin with."
            defaultValue={search}
          />
        </div>
        <Button type="submit">Search</Button>
      </form>
      {list && rows.length > 0 ? (
        <div className="max-w-3xl">
          <Table
            caption={search ? `Prices for “${search}”` : 'Prices of all countries'}
            columns={columns(list.currency)}
            rows={rows}
            rowKey={(row) => row.country}
            compact
          />
        </div>
      ) : (
        <EmptyState title={search ? `No price for “${search}”` : 'No prices yet'}>
          {search
            ? 'Check the spelling, or search by the first digits. We do not send where there is no price.'
            : 'The price list has not been loaded. Please come back later.'}
        </EmptyState>
      )}
    </>
  );
}

const columns = (currency: string): Column<CountryPrice>[] => [
  { key: 'country', header: 'Country', names: true, cell: (row) => row.name },
  {
    key: 'price',
    header: 'Price per part',
    figures: true,
    cell: (row) => <PriceRange price={row} currency={currency} />,
  },
  { key: 'code', header: 'Numbers begin with', cell: (row) => row.callingCode },
  {
    key: 'networks',
    header: 'By network',
    prose: true,
    cell: (row) => <Networks row={row} currency={currency} />,
  },
];

function Networks({ row, currency }: { row: CountryPrice; currency: string }) {
  if (row.lowestMicros === row.highestMicros) return null;
  return (
    <Disclosure
      summary={
        <>
          {row.prices.length} prices<span className="heard"> for {row.name}</span>
        </>
      }
    >
      <ul className="flex flex-col gap-1 text-left text-sm">
        {row.prices.map((price) => (
          <li key={price.prefix}>
            {price.destination} (+{price.prefix}):{' '}
            <Money value={price.segmentMicros} currency={currency} />
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
