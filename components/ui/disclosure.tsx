import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

type DisclosureProps = { summary: ReactNode; open?: boolean; children: ReactNode };

/** Detail behind a word, closed at first. Works without script. */
export function Disclosure({ summary, open = false, children }: DisclosureProps) {
  return (
    <details open={open} className="group/disclosure">
      <summary className="flex min-h-11 items-center gap-2 text-accent hover:text-accent-strong">
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 transition-transform group-open/disclosure:rotate-90"
        />
        <span className="underline">{summary}</span>
      </summary>
      <div className="mt-1 flex flex-col gap-3 border-l-2 pl-4">{children}</div>
    </details>
  );
}
