import Link from 'next/link';
import type { ReactNode } from 'react';
import type { BatchSummary } from '#lib/messages/list-batches.ts';
import { recipientsInWords } from '#lib/messages/recipients-in-words.ts';
import { paths } from '#lib/web/paths.ts';
import { HiddenText } from './hidden-text.tsx';
import { senderName } from './sender-name.ts';
import { Money } from './ui/money.tsx';
import { countsInWords, StateBar } from './ui/state-bar.tsx';
import { Time } from './ui/time.tsx';

type BatchListProps = { batches: BatchSummary[]; timeZone: string; now: Date };

/** What was sent, newest first: the text, how far it is, what it cost. On a phone the whole of it can be pressed. */
export function BatchList({ batches, timeZone, now }: BatchListProps) {
  return (
    <ul className="flex flex-col gap-3">
      {batches.map((batch) => (
        <li key={batch.id}>
          <BatchRow batch={batch} timeZone={timeZone} now={now}>
            <Link
              href={paths.batch(batch.id)}
              prefetch={false}
              className="max-sm:after:absolute max-sm:after:inset-0 max-sm:after:rounded-lg"
            >
              {batch.excerpt ?? <HiddenText />}
            </Link>
          </BatchRow>
        </li>
      ))}
    </ul>
  );
}

type BatchRowProps = { batch: BatchSummary; timeZone: string; now: Date; children: ReactNode };

/** One row of that list; `children` is its text, or what stands for it. */
export function BatchRow({ batch, timeZone, now, children }: BatchRowProps) {
  return (
    <div className="relative flex flex-col gap-3 rounded-lg border bg-surface p-4">
      <div className="flex justify-between gap-4">
        <p className="line-clamp-2 min-w-0 font-semibold wrap-anywhere">{children}</p>
        <Cost batch={batch} />
      </div>
      <StateBar counts={batch.counts} />
      <div className="flex flex-wrap justify-between gap-x-6 gap-y-1 text-sm">
        <p className="figures">
          {countsInWords(batch.counts)}
          {batch.held ? (
            <span className="font-medium text-unsure"> · Held: it waits for you</span>
          ) : null}
        </p>
        <p className="text-muted">
          {recipientsInWords(batch.recipients)} · from {senderName(batch.sender)} ·{' '}
          {batch.sendAt && batch.sendAt > now && !batch.finishedAt ? (
            <>
              leaves <Time at={batch.sendAt} timeZone={timeZone} />
            </>
          ) : (
            <Time at={batch.acceptedAt} timeZone={timeZone} relativeTo={now} />
          )}
        </p>
      </div>
    </div>
  );
}

function Cost({ batch }: { batch: BatchSummary }) {
  const { finishedAt, chargedMicros, totalMicros, currency } = batch;
  return (
    <p className="shrink-0 text-right">
      <Money value={finishedAt ? chargedMicros : totalMicros} currency={currency} />
      {finishedAt ? null : <span className="block text-sm text-muted">at most</span>}
    </p>
  );
}
