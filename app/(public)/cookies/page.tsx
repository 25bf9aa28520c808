import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { CookieAnswers } from '#components/cookie-answers.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { CONSENT_COOKIE, type Consent, parseConsent, SESSION_COOKIE } from '#lib/web/cookies.ts';
import { answerCookies } from './actions.ts';

export const metadata: Metadata = { title: 'Cookies' };

type Row = { name: string; purpose: string; when: string; lasts: string };

const rows: Row[] = [
  {
    name: SESSION_COOKIE,
    purpose: 'Knows that you are signed in. Holds a random number, nothing about you.',
    when: 'When you sign in. Signing in cannot work without it.',
    lasts: 'Until you sign out, or your session ends.',
  },
  {
    name: CONSENT_COOKIE,
    purpose: 'Remembers your answer on this page.',
    when: 'When you answer, with yes or with no.',
    lasts: 'Three months. Then we ask again.',
  },
  {
    name: 'mp_…',
    purpose: 'Two cookies that show which features are used and which are not.',
    when: 'Only after your yes. This version does not set them at all.',
    lasts: 'Until you withdraw your yes.',
  },
];

const columns: Column<Row>[] = [
  { key: 'name', header: 'Name', names: true, cell: (row) => <code>{row.name}</code> },
  { key: 'purpose', header: 'What it is for', prose: true, cell: (row) => row.purpose },
  { key: 'when', header: 'When it is set', prose: true, cell: (row) => row.when },
  { key: 'lasts', header: 'How long it stays', prose: true, cell: (row) => row.lasts },
];

const answers: Record<Consent, string> = {
  yes: 'You accepted. To withdraw, press Refuse.',
  no: 'You refused. You can change your mind.',
};

export default async function CookiesPage() {
  const answer = parseConsent((await cookies()).get(CONSENT_COOKIE)?.value);
  return (
    <>
      <PageHeader
        title="Cookies"
        lead="These are all the cookies that All SMS uses. It keeps nothing else in your browser."
      />
      <Card title="Your answer">
        <p role="status">{answer ? answers[answer] : 'You have not answered yet.'}</p>
        <CookieAnswers action={answerCookies} />
      </Card>
      <Table
        caption="Cookies of All SMS"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.name}
      />
    </>
  );
}
