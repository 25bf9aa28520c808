import type { Metadata } from 'next';
import Link from 'next/link';
import { SettingsNav } from '#components/settings-nav.tsx';
import { Card } from '#components/ui/card.tsx';
import { formatDay } from '#components/ui/format-time.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Table } from '#components/ui/table.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { listSessions, type SessionView } from '#lib/sessions/list-sessions.ts';
import { paths } from '#lib/web/paths.ts';
import { SignOthersOutForm, SignOutForm } from './sign-out-forms.tsx';

export const metadata: Metadata = { title: 'Devices' };

const wordsOf = ({ device }: SessionView) => device || 'A device that did not say what it is';

export default async function DevicesPage() {
  const customer = await requireCustomer({ allowOldTerms: true });
  const { timeZone } = customer;
  const sessions = await listSessions(customer, customer.sessionHash);
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsNav />
      <Card title="Where you are signed in">
        <p className="max-w-prose text-muted">
          We keep the kind of browser and the days, nothing else. Is one of them not yours? Sign it
          out, then <Link href={paths.securitySettings()}>change your password</Link>.
        </p>
        <Table
          caption="Your devices"
          rows={sessions}
          rowKey={({ id }) => id}
          columns={[
            { key: 'device', header: 'Device', names: true, cell: wordsOf },
            {
              key: 'since',
              header: 'Signed in',
              cell: ({ since }) => formatDay(since, timeZone),
            },
            {
              key: 'seen',
              header: 'Last seen',
              cell: ({ lastSeenAt }) => formatDay(lastSeenAt, timeZone),
            },
            {
              key: 'factor',
              header: 'Signed in with',
              cell: ({ withSecondFactor }) =>
                withSecondFactor ? 'Password and second factor' : 'Password',
            },
            {
              key: 'out',
              header: 'Sign out',
              acts: true,
              cell: (session) =>
                session.isThisOne ? (
                  <span className="font-medium sm:inline-block sm:py-2">This one</span>
                ) : (
                  <SignOutForm id={session.id} words={wordsOf(session)} />
                ),
            },
          ]}
        />
        <SignOthersOutForm others={sessions.filter(({ isThisOne }) => !isThisOne).length} />
      </Card>
    </>
  );
}
