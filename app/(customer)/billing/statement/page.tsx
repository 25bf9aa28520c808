import type { Metadata } from 'next';
import { BillingNav } from '#components/billing-nav.tsx';
import { StatementTable } from '#components/statement-table.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { zoneName } from '#components/ui/format-time.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { env } from '#lib/env.ts';
import { readStatement } from '#lib/ledger/read-statement.ts';
import { totalStatement } from '#lib/ledger/total-statement.ts';
import { listStatementMonths } from '#lib/statements/list-statement-months.ts';
import { paths } from '#lib/web/paths.ts';
import { FilterForm } from './filter-form.tsx';
import { MonthsTable } from './months-table.tsx';
import { readBefore, readFilter, readQuery } from './statement-filter.ts';
import { TotalsTable } from './totals-table.tsx';

export const metadata: Metadata = { title: 'Statement' };

type StatementPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function StatementPage({ searchParams }: StatementPageProps) {
  const customer = await requireCustomer({ allowOldTerms: true });
  const { timeZone } = customer;
  const query = readQuery(await searchParams);
  const { before: _, ...filters } = query;
  const filter = readFilter(query, timeZone);
  const before = readBefore(query);
  const [{ entries, next }, totals, months] = await Promise.all([
    readStatement(customer, { ...filter, before }),
    // The totals are those of all pages: they stand on the first.
    before ? [] : totalStatement(customer, filter),
    listStatementMonths(customer),
  ]);
  const currency = env.CURRENCY;
  return (
    <>
      <PageHeader
        title="Billing"
        lead="Every change of your balance with the balance after it, in the order in which it was booked."
      />
      <BillingNav />
      {months.length > 0 ? <FilterForm query={query} timeZone={timeZone} /> : null}
      {totals.length > 0 ? (
        <Card title="In total">
          <TotalsTable totals={totals} currency={currency} />
        </Card>
      ) : null}
      <Card title="Lines">
        {entries.length > 0 ? (
          <StatementTable entries={entries} currency={currency} timeZone={timeZone} />
        ) : (
          <NothingHere isNew={months.length === 0} />
        )}
        <Pagination
          label="Statement"
          nextHref={next === null ? null : paths.statement({ ...filters, before: next })}
          firstHref={before ? paths.statement(filters) : null}
        />
      </Card>
      <Card title="By the month">
        <p className="max-w-prose text-muted">
          A statement for your books, with the opening and the closing balance, every line, and the
          invoices. Months are those of {zoneName(env.TIME_ZONE)}, as on the invoices.
        </p>
        {months.length > 0 ? (
          <MonthsTable months={months} />
        ) : (
          <EmptyState title="No statement yet">
            The first one is here as soon as your balance has changed.
          </EmptyState>
        )}
      </Card>
    </>
  );
}

function NothingHere({ isNew }: { isNew: boolean }) {
  if (!isNew) {
    return (
      <EmptyState
        title="Nothing fits this filter"
        action={<LinkButton href={paths.statement()}>Show all</LinkButton>}
      />
    );
  }
  return (
    <EmptyState title="Nothing here yet">
      Credit that you get, what a send sets aside, and what comes back from it stand here, each with
      the balance afterwards.
    </EmptyState>
  );
}
