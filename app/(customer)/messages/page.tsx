import type { Metadata } from 'next';
import { BatchList } from '#components/batch-list.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { listBatches } from '#lib/messages/list-batches.ts';
import { listSenders } from '#lib/senders/list-senders.ts';
import { paths } from '#lib/web/paths.ts';
import { type BatchQuery, readFilter, readQuery } from './batch-filter.ts';
import { FilterForm } from './filter-form.tsx';
import { NumberSearch } from './number-search.tsx';

export const metadata: Metadata = { title: 'Messages' };

type MessagesPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function MessagesPage({ searchParams }: MessagesPageProps) {
  const customer = await requireCustomer({ allowOldTerms: true });
  const { timeZone } = customer;
  const query = readQuery(await searchParams);
  const { before, ...filters } = query;
  const [{ batches, next }, senders] = await Promise.all([
    listBatches(customer, readFilter(query, timeZone)),
    listSenders(customer),
  ]);
  const hasNone = batches.length === 0 && Object.keys(query).length === 0;
  return (
    <>
      <PageHeader
        title="Messages"
        actions={
          <LinkButton href={paths.send()} look="primary">
            Write a message
          </LinkButton>
        }
      />
      {hasNone ? null : (
        <>
          <NumberSearch timeZone={timeZone} />
          <FilterForm query={query} senders={senders} timeZone={timeZone} />
        </>
      )}
      {batches.length > 0 ? (
        <BatchList batches={batches} timeZone={timeZone} now={new Date()} />
      ) : (
        <NothingHere query={query} />
      )}
      <Pagination
        label="Messages"
        nextHref={next && paths.messages({ ...filters, before: next })}
        firstHref={before ? paths.messages(filters) : null}
      />
    </>
  );
}

function NothingHere({ query }: { query: BatchQuery }) {
  if (Object.keys(query).length > 0) {
    return (
      <EmptyState
        title="Nothing fits this filter"
        action={<LinkButton href={paths.messages()}>Show all</LinkButton>}
      />
    );
  }
  return (
    <EmptyState
      title="You have not sent anything yet"
      action={
        <LinkButton href={paths.send()} look="primary">
          Write the first message
        </LinkButton>
      }
    >
      Everything you send stands here: how far it is, whom it reached, what it cost.
    </EmptyState>
  );
}
