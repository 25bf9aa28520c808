import type { Metadata } from 'next';
import Link from 'next/link';
import { BillingNav } from '#components/billing-nav.tsx';
import { FairCharging } from '#components/fair-charging.tsx';
import { StatementTable } from '#components/statement-table.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Money } from '#components/ui/money.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { readDaysLeft } from '#lib/ledger/days-left.ts';
import { readBalance } from '#lib/ledger/read-balance.ts';
import { readSpending } from '#lib/ledger/read-spending.ts';
import { readStatement } from '#lib/ledger/read-statement.ts';
import { zero } from '#lib/money/micros.ts';
import { paths } from '#lib/web/paths.ts';
import { BalanceCard } from './balance-card.tsx';
import { priceAtHome } from './price-at-home.ts';
import { SpendingChart } from './spending-chart.tsx';

export const metadata: Metadata = { title: 'Billing' };

const CHART_DAYS = 30;
const LAST_LINES = 5;

export default async function BillingPage() {
  const customer = await requireCustomer({ allowOldTerms: true });
  const { timeZone } = customer;
  const [balance, statement, spending, price, days] = await Promise.all([
    readBalance(customer),
    readStatement(customer, { limit: LAST_LINES }),
    readSpending(customer, { count: CHART_DAYS, timeZone }),
    priceAtHome(customer),
    readDaysLeft(customer),
  ]);
  const { currency, debtMicros } = balance;
  return (
    <>
      <PageHeader title="Billing" lead={<FairCharging />} />
      <BillingNav />
      {debtMicros > zero ? (
        <Notice tone="bad" title="You owe something">
          <p>
            You owe <Money value={debtMicros} currency={currency} /> for a payment that was taken
            back. Your next <Link href={paths.topUp()}>top-up</Link> pays it first.
          </p>
        </Notice>
      ) : null}
      <BalanceCard balance={balance} price={price} days={days} />
      <Card title="Spending by day">
        <SpendingChart days={spending} currency={currency} timeZone={timeZone} />
      </Card>
      <Card
        title="Last lines of the statement"
        actions={
          <Link href={paths.statement()} className="pressable">
            The whole statement
          </Link>
        }
      >
        {statement.entries.length > 0 ? (
          <StatementTable entries={statement.entries} currency={currency} timeZone={timeZone} />
        ) : (
          <EmptyState title="Nothing here yet">
            Credit that you get, what a send sets aside, and what comes back from it stand here,
            each with the balance afterwards.
          </EmptyState>
        )}
      </Card>
    </>
  );
}
