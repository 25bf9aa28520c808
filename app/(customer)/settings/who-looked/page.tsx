import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { SettingsNav } from '#components/settings-nav.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { listAccessRecords } from '#lib/accesses/list-access-records.ts';
import {
  listAccessChoices,
  listAccesses,
  listWaitingAccesses,
  readAccess,
} from '#lib/accesses/list-accesses.ts';
import { requireCustomer, type SignedInCustomer } from '#lib/auth/require-customer.ts';
import { type AccessId, parseId } from '#lib/ids.ts';
import { paths } from '#lib/web/paths.ts';
import { AccessCard } from './access-card.tsx';
import { AskFirstCard } from './ask-first-card.tsx';
import { RecordsCard } from './records-card.tsx';

export const metadata: Metadata = { title: 'Who looked' };

type Query = Partial<Record<'access' | 'offset' | 'before', string | string[]>>;

export default async function WhoLookedPage({ searchParams }: { searchParams: Promise<Query> }) {
  const customer = await requireCustomer({ allowOldTerms: true });
  const { access, offset, before } = await searchParams;
  if (typeof access === 'string') {
    const at = typeof offset === 'string' && /^\d{1,9}$/.test(offset) ? Number(offset) : 0;
    return <One customer={customer} accessId={parseId<AccessId>(access)} offset={at} />;
  }
  const from = typeof before === 'string' ? parseId<AccessId>(before) : null;
  return <All customer={customer} before={from} />;
}

type AllProps = { customer: SignedInCustomer; before: AccessId | null };

async function All({ customer, before }: AllProps) {
  const { timeZone } = customer;
  const [choices, waiting, { accesses, next }] = await Promise.all([
    listAccessChoices(customer),
    listWaitingAccesses(customer),
    listAccesses(customer, { before: before ?? undefined }),
  ]);
  const others = accesses.filter(({ state }) => state !== 'waiting');
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsNav />
      {before
        ? null
        : waiting.map((access) => (
            <AccessCard key={access.id} access={access} timeZone={timeZone} />
          ))}
      {before ? null : <AskFirstCard choices={choices} timeZone={timeZone} />}
      {others.map((access) => (
        <AccessCard key={access.id} access={access} timeZone={timeZone} />
      ))}
      {others.length === 0 && !next ? (
        <EmptyState title={before ? 'Nothing older' : 'Nobody has looked'}>
          Staff see that you sent something, how far it is and what it costs, with numbers such as
          +30 … 78. When one of them sees a text, a whole number or a sender of yours, it stands
          here: who, why, when and what. It stays for as long as your account does.
        </EmptyState>
      ) : null}
      <Pagination
        label="Who looked"
        nextHref={next && paths.whoLooked({ before: next })}
        firstHref={before ? paths.whoLooked() : null}
      />
    </>
  );
}

type OneProps = { customer: SignedInCustomer; accessId: AccessId | null; offset: number };

async function One({ customer, accessId, offset }: OneProps) {
  const access = accessId && (await readAccess(customer, accessId));
  if (!access) notFound();
  const { records, next } = await listAccessRecords(customer, access.id, { offset });
  const { timeZone } = customer;
  return (
    <>
      <PageHeader
        title={`What staff ${access.staffNumber} saw`}
        back={{ href: paths.whoLooked(), words: 'Who looked' }}
      />
      <AccessCard access={access} timeZone={timeZone} withRecords />
      <RecordsCard records={records} timeZone={timeZone} />
      <Pagination
        label="Records"
        nextWords="More records"
        nextHref={next === null ? null : paths.whoLooked({ access: access.id, offset: next })}
        firstWords="Back to the first"
        firstHref={offset > 0 ? paths.whoLooked({ access: access.id }) : null}
      />
    </>
  );
}
