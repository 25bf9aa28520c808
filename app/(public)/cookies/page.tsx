import type { Metadata } from 'next';
import { cookies, headers } from 'next/headers';
import Link from 'next/link';
import { CookieAnswers } from '#components/cookie-answers.tsx';
import { featureNames } from '#components/feature-names.ts';
import { Card } from '#components/ui/card.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { env } from '#lib/env.ts';
import { type FeatureEvent, featureEvents } from '#lib/features/feature-events.ts';
import { type Offered, offeredBy } from '#lib/features/offered.ts';
import {
  CHOICE_COOKIE,
  CONSENT_COOKIE,
  type Consent,
  parseConsent,
  SESSION_COOKIE,
  VISITOR_COOKIE,
} from '#lib/web/cookies.ts';
import { paths } from '#lib/web/paths.ts';
import { saysNo } from '#lib/web/says-no.ts';
import { answerCookies } from './actions.ts';

export const metadata: Metadata = { title: 'Cookies' };

export default async function CookiesPage() {
  const offered = offeredBy(env);
  const unanswered = saysNo(await headers()) ? BROWSER_SAYS_NO : 'You have not answered yet.';
  const answer = parseConsent((await cookies()).get(CONSENT_COOKIE)?.value);
  return (
    <>
      <PageHeader
        title="Cookies"
        lead="These are all the cookies that All SMS uses. It keeps nothing else in your browser."
      />
      <Card title="Your answer">
        {offered === 'nothing' ? (
          <p>There is nothing to answer: All SMS does not count who uses what.</p>
        ) : (
          <>
            <p role="status">{answer ? answers[answer] : unanswered}</p>
            <CookieAnswers action={answerCookies} offered={offered} />
            <p className="max-w-prose text-sm text-muted">
              After three months we ask again. Your answer has nothing to do with{' '}
              <Link href={paths.terms()}>the terms</Link>: everything works the same without a yes.
            </p>
          </>
        )}
      </Card>
      <Table
        caption="Cookies of All SMS"
        columns={columns}
        rows={rowsOf(offered)}
        rowKey={(row) => row.name}
      />
      {offered === 'nothing' ? null : <WhatIsCounted offered={offered} />}
    </>
  );
}

const BROWSER_SAYS_NO =
  'Your browser asks sites not to track you. We take that as a no and do not ask. You can still answer here.';

const answers: Record<Consent, string> = {
  yes: 'You accepted everything. To withdraw, press Refuse.',
  here: 'You accepted being counted here. To withdraw, press Refuse.',
  no: 'You refused. You can change your mind.',
};

type Row = { name: string; purpose: string; when: string; lasts: string };

const THREE_MONTHS = 'Three months, or until you withdraw your yes.';

const sessionRow: Row = {
  name: SESSION_COOKIE,
  purpose: 'Knows that you are signed in. Holds a random number, nothing about you.',
  when: 'When you sign in. Signing in cannot work without it.',
  lasts: 'Until you sign out, or your session ends.',
};
const answerRow: Row = {
  name: CONSENT_COOKIE,
  purpose: 'Remembers your answer on this page.',
  when: 'When you answer, whatever you say.',
  lasts: 'Three months. Then we ask again.',
};
const mixpanelRows: Row[] = [
  {
    name: VISITOR_COOKIE,
    purpose: 'A random number, under which Mixpanel is told which features you use.',
    when: 'Only after your yes to Mixpanel.',
    lasts: THREE_MONTHS,
  },
  {
    name: CHOICE_COOKIE,
    purpose: 'Remembers that you agreed to Mixpanel.',
    when: 'Only after your yes to Mixpanel.',
    lasts: THREE_MONTHS,
  },
];

const rowsOf = (offered: Offered): Row[] => [
  sessionRow,
  ...(offered === 'nothing' ? [] : [answerRow]),
  ...(offered === 'mixpanel' ? mixpanelRows : []),
];

const columns: Column<Row>[] = [
  { key: 'name', header: 'Name', names: true, cell: (row) => <code>{row.name}</code> },
  { key: 'purpose', header: 'What it is for', prose: true, cell: (row) => row.purpose },
  { key: 'when', header: 'When it is set', prose: true, cell: (row) => row.when },
  { key: 'lasts', header: 'How long it stays', prose: true, cell: (row) => row.lasts },
];

/** From the list itself: nothing else can be counted. */
const counted = Object.entries(featureEvents).map(([event, property]) => {
  const name = featureNames[event as FeatureEvent];
  return property ? `${name} (${property.name}: ${property.values.join(', ')})` : name;
});

function WhatIsCounted({ offered }: { offered: Offered }) {
  return (
    <Card title="What is counted after a yes">
      <div className="flex max-w-prose flex-col gap-3">
        <p>
          That one of these features was used. Never a text, a number, a name, an amount or the
          address of a page: there is no place for them in what is counted.
        </p>
        <Disclosure summary="The whole list">
          <ul className="flex list-disc flex-col gap-1 pl-5">
            {counted.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Disclosure>
        {offered === 'mixpanel' ? (
          <p>
            Our server tells Mixpanel, which sees the name of the feature, the minute and your
            random number; your browser never speaks to Mixpanel. {withdrawn()}
          </p>
        ) : null}
      </div>
    </Card>
  );
}

const withdrawn = () =>
  env.MIXPANEL_DELETION_TOKEN
    ? 'When you withdraw, both cookies go at once, and we ask Mixpanel to delete everything under that number. When your answer lapses, we ask for the same.'
    : 'When you withdraw, both cookies go at once. What Mixpanel was told stays there, under a number that nobody has any more.';
