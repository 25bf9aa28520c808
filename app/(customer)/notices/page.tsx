import type { Metadata } from 'next';
import Link from 'next/link';
import { DismissButton } from '#components/dismiss-button.tsx';
import { noticeWords } from '#components/notice-words.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Time } from '#components/ui/time.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { listNotices } from '#lib/notices/list-notices.ts';
import { dismiss } from './actions.ts';

export const metadata: Metadata = { title: 'Notices' };

export default async function NoticesPage() {
  const customer = await requireCustomer({ allowOldTerms: true });
  const notices = await listNotices(customer);
  return (
    <>
      <PageHeader title="Notices" lead="What this account was told, the newest first." />
      {notices.length === 0 ? (
        <EmptyState title="Nothing here yet">
          When a ceiling is nearly used up, a send waits for you, or your balance runs low, you read
          it at the top of your pages. All of it stands here.
        </EmptyState>
      ) : (
        <Card>
          <ul className="flex flex-col divide-y">
            {notices.map((notice) => {
              const { title, more, link } = noticeWords(notice);
              return (
                <li key={notice.id} className="flex flex-col gap-1 py-3 first:pt-0 last:pb-0">
                  <div className="flex items-start justify-between gap-4">
                    <p className="font-semibold">{title}</p>
                    {notice.seenAt ? null : (
                      <DismissButton noticeId={notice.id} title={title} action={dismiss} />
                    )}
                  </div>
                  <p>
                    {more} <Link href={link.href}>{link.words}</Link>
                  </p>
                  <p className="text-sm text-muted">
                    <Time at={notice.at} timeZone={customer.timeZone} />
                  </p>
                </li>
              );
            })}
          </ul>
        </Card>
      )}
    </>
  );
}
