import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Card } from '#components/ui/card.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Money } from '#components/ui/money.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Time } from '#components/ui/time.tsx';
import { readAccount } from '#lib/accounts/read-account.ts';
import { requireStaff } from '#lib/auth/require-staff.ts';
import { env } from '#lib/env.ts';
import { type AccountId, parseId } from '#lib/ids.ts';
import { countryName } from '#lib/phone-numbers/country-name.ts';
import { mayPass } from '#lib/staff/judge-entrance.ts';
import { paths } from '#lib/web/paths.ts';
import { BrandForm } from './brand-form.tsx';
import { CreditCard } from './credit-card.tsx';
import { SendsCard } from './sends-card.tsx';
import { StateCard } from './state-card.tsx';
import { SuspensionCard } from './suspension-card.tsx';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaff();
  return { title: 'Account' };
}

export default async function AccountPage({ params }: { params: Promise<{ account: string }> }) {
  const staff = await requireStaff();
  const { role } = staff.actor;
  const accountId = parseId<AccountId>((await params).account);
  const account = accountId ? await readAccount(staff, accountId) : null;
  if (!account) notFound();
  const { availableMicros, reservedMicros } = account;
  return (
    <>
      <PageHeader
        back={{ href: paths.adminAccounts(), words: 'Accounts' }}
        title={account.usernames.join(', ')}
      />
      <Card title="Account">
        <Facts
          facts={[
            {
              term: 'Balance',
              value: <Money value={availableMicros} currency={env.CURRENCY} />,
            },
            { term: 'Set aside', value: <Money value={reservedMicros} currency={env.CURRENCY} /> },
            {
              term: 'Signed up',
              value: <Time at={account.createdAt} timeZone={env.TIME_ZONE} />,
            },
            { term: 'Home country', value: countryName(account.homeCountry) },
            { term: 'Time zone', value: account.timeZone },
          ]}
        />
      </Card>
      <StateCard staff={staff} accountId={account.id} />
      <SendsCard staff={staff} accountId={account.id} />
      {mayPass(role, ['support']) ? <SuspensionCard staff={staff} accountId={account.id} /> : null}
      {mayPass(role, ['finance']) ? <CreditCard staff={staff} accountId={account.id} /> : null}
      {mayPass(role, ['support']) ? (
        <Card title="Withdraw a brand">
          <p className="max-w-prose text-muted">
            For a complaint: nobody here sees an account’s senders, so write the one that was
            reported.
          </p>
          <BrandForm accountId={account.id} />
        </Card>
      ) : null}
    </>
  );
}
