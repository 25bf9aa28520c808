import type { Metadata } from 'next';
import Link from 'next/link';
import { SettingsNav } from '#components/settings-nav.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { type BatchId, parseId } from '#lib/ids.ts';
import { type Consent, listConsents } from '#lib/messages/list-consents.ts';
import { paths } from '#lib/web/paths.ts';

export const metadata: Metadata = { title: 'Your statements about recipients' };

type ConsentsPageProps = { searchParams: Promise<{ before?: string | string[] }> };

export default async function ConsentsPage({ searchParams }: ConsentsPageProps) {
  const customer = await requireCustomer({ allowOldTerms: true });
  const before = parseId<BatchId>(String((await searchParams).before ?? ''));
  const { consents, next } = await listConsents(customer, { before: before ?? undefined });
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsNav />
      <Card title="Your statements about recipients">
        <p className="max-w-prose text-muted">
          Before a send you state that everybody on its list agreed to get it. Each statement is
          kept here as long as your account, also when texts and numbers are gone, and it is in the
          copy of your data.
        </p>
        {consents.length > 0 ? (
          <ConsentTable consents={consents} timeZone={customer.timeZone} />
        ) : (
          <EmptyState
            title="No statements yet"
            action={<LinkButton href={paths.send()}>Write a message</LinkButton>}
          >
            With your first send, its statement stands here.
          </EmptyState>
        )}
        <Pagination
          label="Your statements"
          nextHref={next && paths.consents({ before: next })}
          firstHref={before ? paths.consents() : null}
        />
      </Card>
    </>
  );
}

function ConsentTable({ consents, timeZone }: { consents: Consent[]; timeZone: string }) {
  return (
    <Table
      caption="What was stated, newest first"
      rows={consents}
      rowKey={({ batchId }) => batchId}
      columns={[
        {
          key: 'send',
          header: 'Send',
          names: true,
          cell: ({ batchId, statedAt }) => (
            <Link href={paths.batch(batchId)}>
              <Time at={statedAt} timeZone={timeZone} seconds />
            </Link>
          ),
        },
        { key: 'by', header: 'Stated by', cell: ({ username }) => username },
        {
          key: 'recipients',
          header: 'Recipients',
          figures: true,
          cell: ({ recipients }) => recipients.toLocaleString('en-GB'),
        },
        { key: 'wording', header: 'Statement', prose: true, cell: ({ wording }) => wording },
      ]}
    />
  );
}
