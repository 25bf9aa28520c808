import Link from 'next/link';
import type { NoticeView } from '#lib/notices/list-notices.ts';
import { paths } from '#lib/web/paths.ts';
import { DismissButton } from './dismiss-button.tsx';
import { noticeWords } from './notice-words.tsx';
import type { FormAction } from './ui/form-state.ts';
import { Notice } from './ui/notice.tsx';

/** Shown at once; who has more reads them in the list. */
const SHOWN = 3;

/** What the account should know, above the page; each can be dismissed, also without script. */
export function NoticeStrip({ notices, action }: { notices: NoticeView[]; action: FormAction }) {
  if (notices.length === 0) return null;
  const more = notices.length - SHOWN;
  return (
    <section aria-label="Notices" className="flex flex-col gap-2 print:hidden">
      {notices.slice(0, SHOWN).map((notice) => (
        <StripLine key={notice.id} notice={notice} action={action} />
      ))}
      <p className="text-sm">
        <Link href={paths.notices()} className="inline-flex min-h-11 items-center">
          {more > 0 ? `${more} more, and all earlier ones` : 'All notices'}
        </Link>
      </p>
    </section>
  );
}

function StripLine({ notice, action }: { notice: NoticeView; action: FormAction }) {
  const { tone, title, more, link } = noticeWords(notice);
  return (
    <Notice tone={tone}>
      <div className="flex items-start justify-between gap-x-4">
        <p>
          <span className="font-semibold">{title}</span> {more}{' '}
          <Link href={link.href}>{link.words}</Link>
        </p>
        <DismissButton noticeId={notice.id} title={title} action={action} />
      </div>
    </Notice>
  );
}
