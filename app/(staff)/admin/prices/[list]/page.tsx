import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Card } from '#components/ui/card.tsx';
import { type Fact, Facts } from '#components/ui/facts.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Time } from '#components/ui/time.tsx';
import { requireStaff } from '#lib/auth/require-staff.ts';
import { env } from '#lib/env.ts';
import { canBeWithdrawn, priceListWords } from '#lib/prices/price-list-state.ts';
import { type PriceListDetails, readPriceList } from '#lib/prices/read-price-list.ts';
import { paths } from '#lib/web/paths.ts';
import { Changes } from './changes.tsx';
import { Confirm, Withdraw } from './decide.tsx';
import { parseListId } from './parse-list-id.ts';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaff('finance');
  return { title: 'Price list' };
}

export default async function PriceListPage({ params }: { params: Promise<{ list: string }> }) {
  const staff = await requireStaff('finance');
  const id = parseListId((await params).list);
  const list = id === null ? null : await readPriceList(staff, id);
  if (!list) notFound();
  return (
    <>
      <PageHeader
        back={{ href: paths.adminPrices(), words: 'Price lists' }}
        title={<span className="wrap-anywhere">{list.source}</span>}
        lead={priceListWords[list.state]}
      />
      {list.state === 'coming' ? (
        <Notice tone="good" live title="Confirmed">
          <p>
            New quotes are at its prices from <At at={list.effectiveFrom} /> on.
          </p>
        </Notice>
      ) : null}
      <Card title="List">
        <Facts facts={factsOf(list)} />
      </Card>
      <Card title="What it changes">
        <Changes list={list} />
      </Card>
      {canBeWithdrawn(list.state) ? (
        <div className="flex flex-wrap items-start gap-3">
          {list.state === 'proposed' ? <Confirm list={list} /> : null}
          <Withdraw list={list} />
        </div>
      ) : null}
    </>
  );
}

const At = ({ at }: { at: Date }) => <Time at={at} timeZone={env.TIME_ZONE} />;

function factsOf(list: PriceListDetails): Fact[] {
  const { replaces, proposedBy, confirmedAt, confirmedBy, withdrawnAt, withdrawnBy } = list;
  const by = (at: Date, who: string | null) => (
    <>
      <At at={at} />, by {who ?? 'the command on the server'}
    </>
  );
  return [
    { term: 'From', value: <At at={list.effectiveFrom} /> },
    {
      term: 'Until',
      value: list.effectiveUntil ? <At at={list.effectiveUntil} /> : 'Another begins',
    },
    { term: 'Prices', value: `${list.prices.toLocaleString('en')} in ${list.currency}` },
    { term: 'In place of', value: replaces ? replaces.source : 'No other list' },
    { term: 'Stored', value: by(list.loadedAt, proposedBy) },
    ...(confirmedAt ? [{ term: 'Confirmed', value: by(confirmedAt, confirmedBy) }] : []),
    ...(withdrawnAt ? [{ term: 'Withdrawn', value: by(withdrawnAt, withdrawnBy) }] : []),
  ];
}
