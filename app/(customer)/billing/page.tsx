import type { Metadata } from 'next';
import Link from 'next/link';
import { FairCharging } from '#components/fair-charging.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Money } from '#components/ui/money.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { requireCustomer, type SignedInCustomer } from '#lib/auth/require-customer.ts';
import { type Balance, readBalance } from '#lib/ledger/read-balance.ts';
import { readStatement, type StatementEntry } from '#lib/ledger/read-statement.ts';
import { zero } from '#lib/money/micros.ts';
import { countryName } from '#lib/phone-numbers/country-name.ts';
import { priceOfCountry } from '#lib/prices/list-prices.ts';
import { currentPriceList } from '#lib/prices/price-list.ts';
import { paths } from '#lib/web/paths.ts';

export const metadata: Metadata = { title: 'Billing' };

type BillingPageProps = { searchParams: Promise<{ before?: string | string[] }> };

export default async function BillingPage({ searchParams }: BillingPageProps) {
  const customer = await requireCustomer();
  const before = Number((await searchParams).before ?? Number.NaN);
  const isPaged = Number.isSafeInteger(before) && before > 0;
  const [balance, statement, enoughFor] = await Promise.all([
    readBalance(customer),
    readStatement(customer, { before: isPaged ? before : undefined }),
    priceAtHome(customer),
  ]);
  return (
    <>
      <PageHeader title="Billing" lead={<FairCharging />} />
      {isPaged ? null : <BalanceCard balance={balance} enoughFor={enoughFor} />}
      <Card title="Statement">
        {statement.entries.length === 0 ? (
          <EmptyState title="Nothing here yet">
            Credit that you get, what a send sets aside, and what comes back from it stand here,
            each with the balance afterwards.
          </EmptyState>
        ) : (
          <StatementTable
            entries={statement.entries}
            currency={balance.currency}
            timeZone={customer.timeZone}
          />
        )}
        <Pagination
          label="Statement"
          nextHref={statement.next === null ? null : paths.billing(statement.next)}
          firstHref={isPaged ? paths.billing() : null}
        />
      </Card>
    </>
  );
}

type PriceAtHome = { country: string; highestMicros: number } | null;

async function priceAtHome({ db, homeCountry }: SignedInCustomer): Promise<PriceAtHome> {
  const list = await currentPriceList(db);
  const price = list && priceOfCountry(list, homeCountry);
  return price && { country: countryName(homeCountry), highestMicros: price.highestMicros };
}

/** What can be spent, what waits for the network's answers, and what that is in messages. */
function BalanceCard({ balance, enoughFor }: { balance: Balance; enoughFor: PriceAtHome }) {
  const { availableMicros, reservedMicros, currency } = balance;
  const messages =
    enoughFor && enoughFor.highestMicros > 0
      ? Math.floor(availableMicros / enoughFor.highestMicros)
      : null;
  return (
    <Card title="Balance">
      <div>
        <p className="text-3xl font-semibold">
          <Money value={availableMicros} currency={currency} />
        </p>
        {messages !== null && enoughFor ? (
          <p className="figures text-muted">
            Enough for about {messages.toLocaleString('en')} SMS to {enoughFor.country}
          </p>
        ) : null}
      </div>
      <Facts
        facts={[
          {
            term: 'Set aside',
            value: (
              <>
                <Money value={reservedMicros} currency={currency} />
                {reservedMicros > zero
                  ? ' for messages that have not been accepted or refused yet'
                  : ': nothing is under way'}
              </>
            ),
          },
        ]}
      />
    </Card>
  );
}

type StatementTableProps = { entries: StatementEntry[]; currency: string; timeZone: string };

function StatementTable({ entries, currency, timeZone }: StatementTableProps) {
  return (
    <Table
      caption="What changed my balance, newest first"
      rows={entries}
      rowKey={({ id }) => String(id)}
      columns={[
        {
          key: 'words',
          header: 'What',
          names: true,
          cell: ({ words, batchId }) =>
            batchId ? (
              <Link href={paths.batch(batchId)} prefetch={false}>
                {words}
              </Link>
            ) : (
              words
            ),
        },
        { key: 'at', header: 'When', cell: ({ at }) => <Time at={at} timeZone={timeZone} /> },
        {
          key: 'amount',
          header: 'Amount',
          figures: true,
          cell: ({ amountMicros }) => (
            <span className={amountMicros > 0 ? 'font-medium text-good' : ''}>
              {amountMicros > 0 ? '+' : ''}
              <Money value={amountMicros} currency={currency} />
            </span>
          ),
        },
        {
          key: 'balance',
          header: 'Balance',
          figures: true,
          cell: ({ balanceMicros }) =>
            balanceMicros === null ? null : <Money value={balanceMicros} currency={currency} />,
        },
      ]}
    />
  );
}
