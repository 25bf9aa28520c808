import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { LinkButton } from '#components/ui/button.tsx';
import { env } from '#lib/env.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import { fairChargingSentence } from '#lib/prices/fair-charging.ts';
import { listPrices } from '#lib/prices/list-prices.ts';
import { currentPriceList } from '#lib/prices/price-list.ts';
import { ground } from '#lib/web/ground.ts';
import { paths } from '#lib/web/paths.ts';
import { ExampleJourney } from './example-journey.tsx';
import { HowItWorks } from './how-it-works.tsx';
import { MeasuredFigures } from './measured-figures.tsx';
import { PriceLookUp } from './price-look-up.tsx';
import { Promises } from './promises.tsx';
import { SegmentCounter } from './segment-counter.tsx';

export const metadata: Metadata = { title: { absolute: 'All SMS: send SMS, see them arrive' } };

type HomePageProps = { searchParams: Promise<{ country?: string | string[] }> };

export default async function HomePage({ searchParams }: HomePageProps) {
  const { country } = await searchParams;
  return (
    <div className="flex flex-col gap-14 sm:gap-20">
      <div className="grid items-start gap-8 lg:grid-cols-2 lg:gap-12">
        <Opening />
        <ExampleJourney />
      </div>
      <HowItWorks />
      <Cost country={typeof country === 'string' ? country : env.HOME_COUNTRY} />
      <MeasuredFigures />
      <Promises />
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

/** What one part costs to a country, and how many parts a text takes: the two halves of every price. */
async function Cost({ country }: { country: string }) {
  const list = await currentPriceList(ground().db);
  const rows = list ? listPrices(list) : [];
  const chosen = rows.find((row) => row.country === country) ?? rows[0] ?? null;
  const currency = list?.currency ?? env.CURRENCY;
  const to = chosen && {
    name: chosen.name,
    lowMicros: chosen.lowestMicros,
    highMicros: chosen.highestMicros,
  };
  return (
    <section
      id="price"
      className="grid scroll-mt-4 items-start gap-6 lg:grid-cols-[2fr_3fr] lg:gap-12"
    >
      <div className="flex flex-col gap-5">
        <div className="flex max-w-prose flex-col gap-1">
          <h2 className="text-2xl font-semibold tracking-tight">What does it cost?</h2>
          <p className="text-muted">{fairChargingSentence}</p>
        </div>
        <Half title="To which country?">
          <PriceLookUp rows={rows} chosen={chosen} currency={currency} />
        </Half>
      </div>
      <Half title="How many SMS is my text?">
        <SegmentCounter to={to} currency={currency} />
      </Half>
    </section>
  );
}

function Half({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-4 rounded-lg border bg-surface p-4 sm:p-6">
      <h3 className="text-lg font-semibold">{title}</h3>
      {children}
    </div>
  );
}
