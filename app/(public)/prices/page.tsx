import type { Metadata } from 'next';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { env } from '#lib/env.ts';
import { fairCharging } from '#lib/prices/fair-charging.ts';
import { currentPriceList, upcomingPriceList } from '#lib/prices/price-list.ts';
import { priceTable } from '#lib/prices/price-table.ts';
import { ground } from '#lib/web/ground.ts';
import { noteFeature } from '#lib/web/note-feature.ts';
import { paths } from '#lib/web/paths.ts';
import { ComingPrices } from './coming-prices.tsx';
import { ListDates } from './list-dates.tsx';
import { NumberPrice } from './number-price.tsx';
import { PriceExample } from './price-example.tsx';
import { PriceTable } from './price-table.tsx';

export const metadata: Metadata = { title: 'Prices' };

type PricesPageProps = { searchParams: Promise<{ q?: string | string[] }> };

export default async function PricesPage({ searchParams }: PricesPageProps) {
  const { q } = await searchParams;
  const search = typeof q === 'string' ? q.slice(0, 100) : '';
  if (search) await noteFeature('prices_searched');
  const { db } = ground();
  const now = new Date();
  const [list, coming] = await Promise.all([currentPriceList(db, now), upcomingPriceList(db, now)]);
  const rows = priceTable(list, coming?.list ?? null, search);
  return (
    <>
      <PageHeader
        title="Prices"
        lead={`What one SMS costs, by country, in ${list?.currency ?? env.CURRENCY} and without VAT.`}
        actions={<ListDates list={list} />}
      />
      {coming ? <ComingPrices coming={coming} list={list} /> : null}
      <Card title="How charging works" id="charging">
        <ul className="flex max-w-prose list-disc flex-col gap-2 pl-5">
          {fairCharging.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        {list ? <PriceExample list={list} /> : null}
      </Card>
      <form action={paths.prices()} className="flex max-w-md items-end gap-3">
        <div className="grow">
          <Field
            name="q"
            type="search"
            label="Country or number"
            hint="A name, or the digits that its numbers begin with, such as +30."
            defaultValue={search}
          />
        </div>
        <Button type="submit">Search</Button>
      </form>
      {list ? <NumberPrice list={list} search={search} /> : null}
      {rows.length > 0 ? (
        <PriceTable
          caption={search ? `Prices for “${search}”` : 'Prices of all countries'}
          rows={rows}
          currency={list?.currency ?? env.CURRENCY}
          comingAt={coming?.list ? coming.at : null}
        />
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
