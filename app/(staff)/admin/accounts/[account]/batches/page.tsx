import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { listAccountBatches } from '#lib/accesses/list-account-batches.ts';
import { mayLook } from '#lib/accesses/may-look.ts';
import { requireStaff } from '#lib/auth/require-staff.ts';
import { type AccountId, type BatchId, parseId } from '#lib/ids.ts';
import { paths } from '#lib/web/paths.ts';
import { BatchTable } from './batch-table.tsx';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaff('support');
  return { title: 'Sends' };
}

type SendsPageProps = {
  params: Promise<{ account: string }>;
  searchParams: Promise<{ before?: string | string[] }>;
};

export default async function SendsPage({ params, searchParams }: SendsPageProps) {
  const staff = await requireStaff('support');
  const accountId = parseId<AccountId>((await params).account);
  if (!accountId || !mayLook(staff)) notFound();
  const { before } = await searchParams;
  const from = typeof before === 'string' ? parseId<BatchId>(before) : null;
  const { batches, next } = await listAccountBatches(staff, accountId, {
    before: from ?? undefined,
  });
  return (
    <>
      <PageHeader
        title="Sends"
        lead="Without texts, numbers and senders: those need an access, and the customer sees it."
        back={{ href: paths.adminAccount(accountId), words: 'Account' }}
      />
      {batches.length > 0 ? (
        <BatchTable caption="Sends, newest first" accountId={accountId} batches={batches} />
      ) : (
        <EmptyState title="Nothing here">
          This account has sent nothing, or nothing older.
        </EmptyState>
      )}
      <Pagination
        label="Sends"
        nextHref={next && paths.adminAccountBatches(accountId, { before: next })}
        firstHref={from ? paths.adminAccountBatches(accountId) : null}
      />
    </>
  );
}
