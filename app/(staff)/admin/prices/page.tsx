import type { Metadata } from 'next';
import Link from 'next/link';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { zoneName } from '#components/ui/format-time.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { requireStaff } from '#lib/auth/require-staff.ts';
import { env } from '#lib/env.ts';
import { listPriceLists, type PriceListSummary } from '#lib/prices/list-price-lists.ts';
import { nextInEffect, readDatedLists } from '#lib/prices/lists-in-effect.ts';
import { priceListWords } from '#lib/prices/price-list-state.ts';
import { paths } from '#lib/web/paths.ts';
import { ProposeForm } from './propose-form.tsx';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaff('finance');
  return { title: 'Price lists' };
}

export default async function AdminPricesPage() {
  const staff = await requireStaff('finance');
  const lists = await listPriceLists(staff);
  const now = new Date();
  const next = nextInEffect(await readDatedLists(staff.db, now), now);
  const current = lists.find(({ state }) => state === 'current');
  return (
    <>
      <PageHeader
        title="Price lists"
        lead="A list that you propose prices nothing until it is confirmed, and never what was quoted before."
      />
      <Card title="Now and next">
        <Facts
          facts={[
            {
              term: 'In effect',
              value: current ? (
                <>
                  <ListLink list={current} />, since <At at={current.effectiveFrom} />
                </>
              ) : (
                'Nothing is priced, so nothing can be sent.'
              ),
            },
            { term: 'Next', value: <Next next={next} /> },
          ]}
        />
      </Card>
      <Card title="All lists">
        {lists.length > 0 ? (
          <Table
            caption="Price lists, the one that begins last first"
            columns={columns}
            rows={lists}
            rowKey={(row) => String(row.id)}
          />
        ) : (
          <EmptyState title="No list yet">
            Propose one below, or load one on the server with npm run prices:load.
          </EmptyState>
        )}
      </Card>
      <Card title="Propose a list">
        <ProposeForm currency={env.CURRENCY} zone={zoneName(env.TIME_ZONE)} />
      </Card>
    </>
  );
}

const At = ({ at }: { at: Date }) => <Time at={at} timeZone={env.TIME_ZONE} />;

function ListLink({ list }: { list: Pick<PriceListSummary, 'id' | 'source'> }) {
  return (
    <Link href={paths.adminPriceList(list.id)} className="wrap-anywhere">
      {list.source}
    </Link>
  );
}

function Next({ next }: { next: ReturnType<typeof nextInEffect> }) {
  if (!next) return 'Nothing changes';
  if (next.list) {
    return (
      <>
        <ListLink list={next.list} />, from <At at={next.at} />
      </>
    );
  }
  return (
    <>
      Nothing is priced from <At at={next.at} /> on: propose a list that follows.
    </>
  );
}

const columns: Column<PriceListSummary>[] = [
  { key: 'source', header: 'List', names: true, cell: (row) => <ListLink list={row} /> },
  { key: 'state', header: 'State', cell: (row) => priceListWords[row.state] },
  { key: 'from', header: 'From', cell: (row) => <At at={row.effectiveFrom} /> },
  {
    key: 'until',
    header: 'Until',
    cell: (row) => (row.effectiveUntil ? <At at={row.effectiveUntil} /> : 'Another begins'),
  },
  {
    key: 'prices',
    header: 'Prices',
    figures: true,
    cell: (row) => row.prices.toLocaleString('en'),
  },
];
