import type { Metadata } from 'next';
import Link from 'next/link';
import { LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { env } from '#lib/env.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import { fairChargingSentence } from '#lib/prices/fair-charging.ts';
import { paths } from '#lib/web/paths.ts';
import { ExampleJourney } from './example-journey.tsx';
import { PriceLookUp } from './price-look-up.tsx';

export const metadata: Metadata = { title: { absolute: 'All SMS: send SMS, see them arrive' } };

export default async function HomePage({
  searchParams,
}: {
  searchParams: Promise<{ country?: string | string[] }>;
}) {
  const { country } = await searchParams;
  return (
    <div className="flex flex-col gap-12 sm:gap-16">
      <div className="grid items-start gap-8 lg:grid-cols-2 lg:gap-12">
        <Opening />
        <ExampleJourney />
      </div>
      <div className="grid items-start gap-8 lg:grid-cols-2 lg:gap-12">
        <Card title="What does it cost?" id="price">
          <PriceLookUp country={typeof country === 'string' ? country : undefined} />
        </Card>
        <WhyTrust />
      </div>
    </div>
  );
}

function Opening() {
  const trial = env.TRIAL_CREDIT;
  return (
    <section className="flex flex-col items-start gap-5 lg:py-6">
      <h1 className="text-3xl font-semibold tracking-tight sm:text-4xl">
        Send SMS. Know the price before, and what became of each one after.
      </h1>
      <p className="max-w-prose text-lg">
        Write to one person or to a hundred thousand. You see the exact price before you press the
        button, and then each message on its way to the phone.
      </p>
      <div className="flex flex-wrap gap-3">
        <LinkButton href={paths.signUp()} look="primary">
          Sign up and try it
        </LinkButton>
        <LinkButton href={paths.prices()}>See all prices</LinkButton>
      </div>
      <p className="text-muted">
        A username and a password are enough.
        {trial > 0
          ? ` New accounts start with ${formatMoney(trial, env.CURRENCY)} to try it.`
          : null}
      </p>
    </section>
  );
}

const reasons = [
  {
    title: 'We do not read along',
    text: 'Texts and numbers are stored only encrypted, under keys that the database does not hold. Staff see neither.',
  },
  {
    title: 'Nobody sends as you',
    text: 'A number becomes a sender only with the code that we send to it.',
  },
  {
    title: 'You pay for what the network accepted',
    text: fairChargingSentence,
  },
  {
    title: 'A contract that you can read',
    text: 'Fifteen short clauses, and under each one what the software does to keep it.',
  },
];

function WhyTrust() {
  return (
    <section className="flex flex-col gap-4">
      <h2 className="text-lg font-semibold">Why you can trust it</h2>
      <dl className="flex flex-col gap-4">
        {reasons.map(({ title, text }) => (
          <div key={title} className="border-l-2 border-accent pl-4">
            <dt className="font-medium">{title}</dt>
            <dd className="text-muted">{text}</dd>
          </div>
        ))}
      </dl>
      <p>
        <Link href={paths.terms()}>Read the contract</Link>
      </p>
    </section>
  );
}
