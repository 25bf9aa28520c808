import type { Metadata } from 'next';
import Link from 'next/link';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { requireStaffBeforeAgreement } from '#lib/auth/require-staff.ts';
import { env } from '#lib/env.ts';
import { writeDay } from '#lib/invoices/write-day.ts';
import { listMembers, type Member } from '#lib/staff/list-members.ts';
import { roleWords } from '#lib/staff/role-words.ts';
import { paths } from '#lib/web/paths.ts';
import { AddForm } from './add-form.tsx';
import { roleChoices } from './role-choices.ts';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaffBeforeAgreement('admin');
  return { title: 'Staff' };
}

export default async function StaffPage() {
  const staff = await requireStaffBeforeAgreement('admin');
  const members = await listMembers(staff);
  const past = members.filter(({ endedAt }) => endedAt !== null);
  return (
    <>
      <PageHeader
        title="Staff"
        lead={`Who works here and what they may do. Customers know them by their number. Whoever has no agreement of version ${env.STAFF_NDA_VERSION} on record opens no page with customers’ data.`}
      />
      <Table
        caption="Staff"
        columns={columns}
        rows={members.filter(({ endedAt }) => endedAt === null)}
        rowKey={rowKey}
      />
      <Card title="Somebody new">
        <AddForm roles={roleChoices} />
      </Card>
      {past.length > 0 ? (
        <Card title="Who has left">
          <Table caption="Who has left" columns={pastColumns} rows={past} rowKey={rowKey} />
        </Card>
      ) : null}
    </>
  );
}

const rowKey = ({ userId }: Member) => userId;

const nameColumn: Column<Member> = {
  key: 'name',
  header: 'Number and username',
  names: true,
  cell: ({ number, username }) => (
    <Link href={paths.adminMember(number)}>
      {number} · {username}
    </Link>
  ),
};

const agreementColumn: Column<Member> = {
  key: 'agreement',
  header: 'Agreement',
  cell: ({ agreements, endedAt }) => {
    const [newest] = agreements;
    const isCurrent = agreements.some(({ version }) => version === env.STAFF_NDA_VERSION);
    return (
      <>
        {newest ? `Version ${newest.version}, ${writeDay(newest.signedOn)}` : null}
        {isCurrent || endedAt ? null : (
          <strong className="block text-bad">
            {newest ? 'Another version is needed' : 'Missing'}
          </strong>
        )}
      </>
    );
  },
};

const columns: Column<Member>[] = [
  nameColumn,
  { key: 'role', header: 'Role', cell: ({ role }) => roleWords[role].word },
  agreementColumn,
  {
    key: 'factor',
    header: 'Second factor',
    cell: ({ hasFactor }) => (hasFactor ? 'Set up' : 'Not yet'),
  },
  {
    key: 'seen',
    header: 'Last seen',
    cell: ({ lastSeenAt }) =>
      lastSeenAt ? <Time at={lastSeenAt} timeZone={env.TIME_ZONE} /> : 'Not signed in',
  },
];

const pastColumns: Column<Member>[] = [
  nameColumn,
  { key: 'role', header: 'Role', cell: ({ role }) => roleWords[role].word },
  agreementColumn,
  {
    key: 'left',
    header: 'Left',
    cell: ({ endedAt }) => (endedAt ? <Time at={endedAt} timeZone={env.TIME_ZONE} /> : null),
  },
];
