import type { Metadata } from 'next';
import Link from 'next/link';
import { Card } from '#components/ui/card.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { requireStaffBeforeAgreement } from '#lib/auth/require-staff.ts';
import { env } from '#lib/env.ts';
import { type FactChange, listFactChanges } from '#lib/terms/list-fact-changes.ts';
import {
  type FactName,
  factNames,
  factWords,
  readOperatorFacts,
} from '#lib/terms/operator-facts.ts';
import { paths } from '#lib/web/paths.ts';
import { FactForm } from './fact-form.tsx';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaffBeforeAgreement('admin');
  return { title: 'Operator' };
}

export default async function OperatorPage() {
  const staff = await requireStaffBeforeAgreement('admin');
  const [facts, changes] = await Promise.all([readOperatorFacts(staff.db), listFactChanges(staff)]);
  return (
    <>
      <PageHeader
        title="Operator"
        lead="What the contract says about the company. A change is on the terms, in archives and on new invoices at once."
      />
      <Notice tone="unsure" title="These facts are part of the contract">
        <p className="max-w-prose">
          Customers accepted the words, with these facts in their places.{' '}
          <Link href={paths.terms()}>The terms</Link> say when a fact was last changed. If a change
          alters what customers agreed to, such as another country for their data, publish a new
          version of the terms too: everybody is then asked to accept it.
        </p>
      </Notice>
      {factNames.map((name) => (
        <Card key={name} title={factWords[name].word}>
          <p className="wrap-anywhere">
            Now: {facts[name] ? <strong>{facts[name]}</strong> : 'nothing'}
          </p>
          <FactForm name={name} {...factWords[name]} />
        </Card>
      ))}
      {changes.length > 0 ? (
        <Table
          caption="What was changed here, the newest first"
          captionShown
          columns={columns}
          rows={changes}
          rowKey={({ name, at }) => `${name} ${at.toISOString()}`}
        />
      ) : (
        <p className="text-muted">Nothing was changed here yet: everything is from the settings.</p>
      )}
    </>
  );
}

const columns: Column<FactChange>[] = [
  {
    key: 'name',
    header: 'Fact',
    names: true,
    cell: ({ name }) => factWords[name as FactName]?.word ?? name,
  },
  {
    key: 'value',
    header: 'Became',
    prose: true,
    cell: ({ value }) => <span className="wrap-anywhere">{value || 'nothing'}</span>,
  },
  {
    key: 'at',
    header: 'Changed',
    cell: ({ at, by }) => (
      <>
        <Time at={at} timeZone={env.TIME_ZONE} /> by staff {by}
      </>
    ),
  },
];
