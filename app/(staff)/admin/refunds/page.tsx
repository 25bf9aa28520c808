import type { Metadata } from 'next';
import Link from 'next/link';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Money } from '#components/ui/money.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { requireStaff } from '#lib/auth/require-staff.ts';
import { env } from '#lib/env.ts';
import { listRefunds, type RefundSummary } from '#lib/refunds/list-refunds.ts';
import { paths } from '#lib/web/paths.ts';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaff('finance');
  return { title: 'Refunds' };
}

export default async function RefundsPage() {
  const staff = await requireStaff('finance');
  const refunds = await listRefunds(staff);
  return (
    <>
      <PageHeader
        title="Refunds"
        lead="Balances of customers who deleted their accounts and said where to pay them back to."
      />
      {refunds.length > 0 ? (
        <Table
          caption="Refunds to be paid, the oldest first"
          columns={columns}
          rows={refunds}
          rowKey={(row) => row.id}
        />
      ) : (
        <EmptyState title="Nothing to pay back">
          Requests appear here when a customer deletes an account that has a balance.
        </EmptyState>
      )}
    </>
  );
}

const columns: Column<RefundSummary>[] = [
  {
    key: 'asked',
    header: 'Asked for',
    names: true,
    cell: (row) => (
      <Link href={paths.adminRefund(row.id)}>
        <Time at={row.askedAt} timeZone={env.TIME_ZONE} />
      </Link>
    ),
  },
  {
    key: 'amount',
    header: 'Amount',
    figures: true,
    cell: (row) => <Money value={row.micros} currency={row.currency} />,
  },
];
