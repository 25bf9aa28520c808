import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';

type PageHeaderProps = {
  title: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  back?: { href: string; words: string };
};

/** The one `h1` of a page, what the page is for, and what can be done here. */
export function PageHeader({ title, lead, actions, back }: PageHeaderProps) {
  return (
    <div className="flex flex-col gap-2">
      {back ? (
        <Link href={back.href} className="pressable gap-1 self-start">
          <ArrowLeft aria-hidden="true" className="size-4" />
          {back.words}
        </Link>
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h1 className="text-2xl font-semibold tracking-tight sm:text-3xl">{title}</h1>
        {actions}
      </div>
      {lead ? <div className="max-w-prose text-muted">{lead}</div> : null}
    </div>
  );
}
