import type { Metadata } from 'next';
import Link from 'next/link';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { Money } from '#components/ui/money.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { type AccountSummary, listAccounts } from '#lib/accounts/list-accounts.ts';
import { requireStaff } from '#lib/auth/require-staff.ts';
import { env } from '#lib/env.ts';
import { type AccountId, parseId } from '#lib/ids.ts';
import { paths } from '#lib/web/paths.ts';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaff();
  return { title: 'Accounts' };
}

type Query = {
  q?: string | string[];
  before?: string | string[];
  suspended?: string | string[];
};

export default async function AccountsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const staff = await requireStaff();
  const { q, before, ...query } = await searchParams;
  const suspended = query.suspended === 'yes';
  const only = suspended ? 'yes' : undefined;
  const search = typeof q === 'string' ? q.slice(0, 100).trim() : '';
  const from = typeof before === 'string' ? parseId<AccountId>(before) : null;
  const { accounts, next } = await listAccounts(staff, {
    search: search || undefined,
    suspended,
    before: from ?? undefined,
  });
  return (
    <>
      <PageHeader title={suspended ? 'Suspended accounts' : 'Accounts'} />
      <form action={paths.adminAccounts()} className="flex max-w-md items-end gap-3">
        <div className="grow">
          <Field name="q" type="search" label="Username or account id" defaultValue={search} />
        </div>
        {suspended ? <input type="hidden" name="suspended" value="yes" /> : null}
        <Button type="submit">Search</Button>
      </form>
      <p>
        {suspended ? (
          <Link href={paths.adminAccounts({ q: search })} className="pressable">
            All accounts
          </Link>
        ) : (
          <Link href={paths.adminAccounts({ q: search, suspended: 'yes' })} className="pressable">
            Only suspended accounts
          </Link>
        )}
      </p>
      {accounts.length > 0 ? (
        <Table caption="Accounts, newest first" columns={columns} rows={accounts} rowKey={rowKey} />
      ) : (
        <EmptyState title={emptyTitle(search, suspended)}>
          {search
            ? 'Check the spelling of the username, or the id.'
            : suspended
              ? 'They appear here when somebody suspends one.'
              : 'They appear here as people sign up.'}
        </EmptyState>
      )}
      <Pagination
        label="Accounts"
        nextHref={next ? paths.adminAccounts({ q: search, suspended: only, before: next }) : null}
        firstHref={from ? paths.adminAccounts({ q: search, suspended: only }) : null}
      />
    </>
  );
}

function emptyTitle(search: string, suspended: boolean): string {
  const kind = suspended ? 'suspended account' : 'account';
  return search
    ? `No ${kind} for “${search}”`
    : suspended
      ? 'No suspended accounts'
      : 'No accounts yet';
}

const rowKey = (row: AccountSummary) => row.id;

const columns: Column<AccountSummary>[] = [
  {
    key: 'usernames',
    header: 'Usernames',
    names: true,
    cell: (row) => <Link href={paths.adminAccount(row.id)}>{row.usernames.join(', ')}</Link>,
  },
  {
    key: 'state',
    header: 'State',
    cell: ({ isSuspended }) =>
      isSuspended ? <strong className="text-bad">Suspended</strong> : 'Open',
  },
  {
    key: 'created',
    header: 'Signed up',
    cell: (row) => <Time at={row.createdAt} timeZone={env.TIME_ZONE} />,
  },
  {
    key: 'available',
    header: 'Balance',
    figures: true,
    cell: (row) => <Money value={row.availableMicros} currency={env.CURRENCY} />,
  },
  {
    key: 'reserved',
    header: 'Set aside',
    figures: true,
    cell: (row) => <Money value={row.reservedMicros} currency={env.CURRENCY} />,
  },
];
