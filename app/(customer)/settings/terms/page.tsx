import type { Metadata } from 'next';
import Link from 'next/link';
import { SettingsNav } from '#components/settings-nav.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { type AcceptedTerms, acceptedTerms } from '#lib/terms/accepted-terms.ts';
import { currentTerms } from '#lib/terms/terms.ts';
import { paths } from '#lib/web/paths.ts';

export const metadata: Metadata = { title: 'Terms' };

export default async function TermsSettingsPage() {
  const customer = await requireCustomer({ allowOldTerms: true });
  const accepted = await acceptedTerms(customer);
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsNav />
      <Card title="Terms accepted">
        <p className="max-w-prose text-muted">
          Version {currentTerms.version} is in force. You are asked again when there is a new one,
          and every three months. <Link href={paths.terms()}>Read the terms</Link>
        </p>
        <Table
          caption="Each time this account accepted the terms, the newest first"
          columns={columnsIn(customer.timeZone)}
          rows={accepted}
          rowKey={({ version, acceptedAt }) => `${version} ${acceptedAt.getTime()}`}
        />
      </Card>
    </>
  );
}

const columnsIn = (timeZone: string): Column<AcceptedTerms>[] => [
  { key: 'version', header: 'Version', names: true, cell: (row) => `Version ${row.version}` },
  {
    key: 'when',
    header: 'When',
    cell: (row) => <Time at={row.acceptedAt} timeZone={timeZone} />,
  },
  { key: 'who', header: 'By', cell: (row) => row.username },
];
