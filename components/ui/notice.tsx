import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export type NoticeTone = 'info' | 'good' | 'unsure' | 'bad';

const tones: Record<NoticeTone, { icon: typeof Info; look: string; mark: string }> = {
  info: { icon: Info, look: 'border-line bg-sunken', mark: 'text-muted' },
  good: { icon: CircleCheck, look: 'border-good-fill bg-good-soft', mark: 'text-good' },
  unsure: { icon: TriangleAlert, look: 'border-unsure-fill bg-unsure-soft', mark: 'text-unsure' },
  bad: { icon: CircleAlert, look: 'border-bad-fill bg-bad-soft', mark: 'text-bad' },
};

type NoticeProps = { tone?: NoticeTone; title?: string; live?: boolean; children?: ReactNode };

/** A calm box with something to know. `live` has screen readers say it when it appears. */
export function Notice({ tone = 'info', title, live = false, children }: NoticeProps) {
  const { icon: Icon, look, mark } = tones[tone];
  return (
    <div
      role={live ? 'status' : undefined}
      className={`flex gap-3 rounded-lg border p-4 ${look} print:border-line`}
    >
      <Icon aria-hidden="true" className={`mt-0.5 size-5 shrink-0 ${mark}`} />
      <div className="flex min-w-0 grow flex-col gap-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children}
      </div>
    </div>
  );
}
