import { getCountries } from 'libphonenumber-js/max';
import type { Metadata } from 'next';
import Link from 'next/link';
import { SettingsNav } from '#components/settings-nav.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { Option } from '#components/ui/select.tsx';
import { openCountries } from '#lib/accounts/open-country.ts';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { countryName } from '#lib/phone-numbers/country-name.ts';
import { paths } from '#lib/web/paths.ts';
import { stepUpChallenge } from '../step-up-challenge.ts';
import { AccountForm } from './account-form.tsx';
import { CountryForm } from './country-form.tsx';
import { OpenCountries } from './open-countries.tsx';

export const metadata: Metadata = { title: 'Settings' };

const countries: Option[] = getCountries()
  .map((code) => ({ value: code, label: countryName(code) }))
  .sort((a, b) => a.label.localeCompare(b.label, 'en'));

const timeZones = (current: string): Option[] =>
  [...new Set([current, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
    .sort()
    .map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));

export default async function SettingsPage() {
  const customer = await requireCustomer({ allowOldTerms: true });
  const [opened, challenge] = await Promise.all([
    openCountries(customer),
    stepUpChallenge(customer),
  ]);
  const isOpen = (country: string) => opened.some((code) => code === country);
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsNav />
      <Card title="Where you are">
        <AccountForm
          username={customer.username}
          challenge={challenge}
          homeCountry={customer.homeCountry}
          timeZone={customer.timeZone}
          countries={countries}
          timeZones={timeZones(customer.timeZone)}
        />
      </Card>
      <Card title="Countries that you send to">
        <p className="max-w-prose text-muted">
          Only open countries get messages, so that a mistyped number does not become an expensive
          one. Each has <Link href={paths.ceilings()}>ceilings of its own</Link>.
        </p>
        <OpenCountries
          home={countryName(customer.homeCountry)}
          others={countries.filter(({ value }) => isOpen(value) && value !== customer.homeCountry)}
        />
        <CountryForm closed={countries.filter(({ value }) => !isOpen(value))} />
      </Card>
    </>
  );
}
