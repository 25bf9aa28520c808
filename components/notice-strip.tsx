import Link from 'next/link';
import type { NoticeView } from '#lib/notices/list-notices.ts';
import { paths } from '#lib/web/paths.ts';
import { DismissButton } from './dismiss-button.tsx';
import { ElsewhereThan } from './elsewhere-than.tsx';
import { noticeWords } from './notice-words.tsx';
import type { FormAction } from './ui/form-state.ts';
import { Notice, type NoticeTone } from './ui/notice.tsx';

/** What something has to be done about comes before what is only told. */
const urgency: NoticeTone[] = ['bad', 'unsure'];
const rank = (notice: NoticeView) => (urgency.indexOf(noticeWords(notice).tone) + 3) % 3;

/** The most urgent, then newest, of what the account should know, above the page; each can be dismissed, also without script. */
export function NoticeStrip({ notices, action }: { notices: NoticeView[]; action: FormAction }) {
  const [first, ...others] = notices.toSorted((a, b) => rank(a) - rank(b));
  if (!first) return null;
  return (
    <ElsewhereThan path={paths.notices()}>
      <section aria-label="Notices" className="print:hidden">
        <StripLine notice={first} action={action} />
        <p className="text-sm">
          <Link href={paths.notices()} className="pressable">
            {others.length > 0 ? moreWords(others.length) : 'All notices'}
          </Link>
        </p>
      </section>
    </ElsewhereThan>
  );
}

const moreWords = (more: number) => (more === 1 ? '1 more notice' : `${more} more notices`);

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
