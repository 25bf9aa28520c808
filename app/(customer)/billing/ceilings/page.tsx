import type { Metadata } from 'next';
import Link from 'next/link';
import { BillingNav } from '#components/billing-nav.tsx';
import type { Challenge } from '#components/step-up.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { formatMoment, zoneName } from '#components/ui/format-time.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireCustomer, type SignedInCustomer } from '#lib/auth/require-customer.ts';
import { perSpan } from '#lib/ceilings/ceiling-words.ts';
import { type CeilingScope, listCeilings } from '#lib/ceilings/list-ceilings.ts';
import { spanStart } from '#lib/ceilings/spans.ts';
import { env } from '#lib/env.ts';
import { type BatchId, parseId } from '#lib/ids.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import { countryName } from '#lib/phone-numbers/country-name.ts';
import { paths } from '#lib/web/paths.ts';
import { stepUpChallenge } from '../../step-up-challenge.ts';
import { CeilingForm } from './ceiling-form.tsx';
import { CeilingTable } from './ceiling-table.tsx';

export const metadata: Metadata = { title: 'Ceilings' };

type Query = Record<'country' | 'from', string | string[] | undefined>;
type CeilingsPageProps = { searchParams: Promise<Query> };

export default async function CeilingsPage({ searchParams }: CeilingsPageProps) {
  const customer = await requireCustomer();
  const query = await searchParams;
  const [scopes, challenge] = await Promise.all([
    listCeilings(customer),
    stepUpChallenge(customer),
  ]);
  const from = typeof query.from === 'string' ? parseId<BatchId>(query.from) : null;
  const chosen = scopes.find(({ country }) => country === query.country) ?? scopes[0]!;
  return (
    <>
      <PageHeader
        title="Billing"
        lead={`How much may be set aside for sends. What would go above a ceiling is not lost: it waits until you let it go on. Times are ${zoneName(customer.timeZone)}.`}
        {...(from && { back: { href: paths.batch(from), words: 'The send that waits' } })}
      />
      <BillingNav />
      {scopes.map((scope) => (
        <Scope
          key={scope.country}
          scope={scope}
          customer={customer}
          from={from}
          challenge={challenge}
          isChosen={scope === chosen}
        />
      ))}
      <HowTheyCount customer={customer} />
    </>
  );
}

const nameOf = (country: string) => (country ? countryName(country) : 'Everything');

type ScopeProps = {
  scope: CeilingScope;
  customer: SignedInCustomer;
  from: BatchId | null;
  challenge: Challenge;
  isChosen: boolean;
};

function Scope({ scope, customer, from, challenge, isChosen }: ScopeProps) {
  const { country, ceilings } = scope;
  const name = nameOf(country);
  const isHome = country === customer.homeCountry;
  return (
    <Card
      id={country || 'everything'}
      title={isHome ? `${name}, your home country` : name}
      actions={
        isChosen ? null : (
          <LinkButton href={`${paths.ceilings({ country, from })}#${country || 'everything'}`}>
            Change<span className="heard"> the ceilings: {name}</span>
          </LinkButton>
        )
      }
    >
      <CeilingTable name={name} ceilings={ceilings} timeZone={customer.timeZone} />
      {isChosen ? (
        <CeilingForm
          key={country}
          country={country}
          from={from ?? ''}
          username={customer.username}
          challenge={challenge}
          spans={ceilings.map(({ span, chosenMicros, defaultMicros }) => ({
            span,
            chosen: chosenMicros === null ? '' : formatMoney(chosenMicros, env.CURRENCY),
            byDefault: defaultMicros === null ? null : formatMoney(defaultMicros, env.CURRENCY),
          }))}
        />
      ) : null}
    </Card>
  );
}

function HowTheyCount({ customer: { timeZone } }: { customer: SignedInCustomer }) {
  const midnight = formatMoment(spanStart('day', new Date()), timeZone).split(', ').at(-1);
  return (
    <Card title="How they count">
      <ul className="flex max-w-prose list-disc flex-col gap-2 pl-5">
        <li>
          What is set aside counts, in the moment in which you send or let something go on. What you
          cancel or what is not charged gives no room back: else a ceiling could be walked around.
        </li>
        <li>
          An hour begins at the full hour (UTC), a day at {midnight} {zoneName(timeZone)} (midnight
          UTC), a month on its first day at that time.
        </li>
        <li>
          A country that is not your home country has a quarter of the ceilings for everything,
          until you choose otherwise. Countries are opened and closed in{' '}
          <Link href={paths.settings()}>Settings</Link>.
        </li>
        <li>Ceilings look at counts and money, never at texts or numbers.</li>
        <li>{defaultsSentence()}</li>
      </ul>
    </Card>
  );
}

/** What the defaults are, by the age of an account. */
function defaultsSentence(): string {
  const amounts = env.CEILINGS.map(({ days, ...micros }) => {
    const three = (['hour', 'day', 'month'] as const)
      .map((span) => `${formatMoney(micros[span], env.CURRENCY)} ${perSpan[span]}`)
      .join(', ');
    return days === 0 ? three : `from day ${days} on ${three}`;
  });
  return `The defaults are ${amounts.join('; ')}.`;
}
