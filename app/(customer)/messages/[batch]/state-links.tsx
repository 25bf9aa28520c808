import Link from 'next/link';
import type { StateCounts } from '#db/schema/messages.ts';
import type { BatchId } from '#lib/ids.ts';
import { type MessageState, messageStates, stateWords } from '#lib/messages/status.ts';
import { paths } from '#lib/web/paths.ts';

type StateLinksProps = {
  batchId: BatchId;
  counts: StateCounts;
  recipients: number;
  chosen: MessageState | undefined;
};

const look =
  'figures pressable rounded-md border border-line-strong px-3 text-sm no-underline aria-[current=page]:border-accent aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold';

/** The states that recipients are in, each with its count, as a filter of the list below. */
export function StateLinks({ batchId, counts, recipients, chosen }: StateLinksProps) {
  const present = messageStates.filter((state) => counts[state] || state === chosen);
  if (present.length < 2 && !chosen) return null;
  return (
    <nav aria-label="Recipients by state" className="flex flex-wrap gap-2">
      <Link
        href={paths.batch(batchId)}
        prefetch={false}
        scroll={false}
        aria-current={chosen ? undefined : 'page'}
        className={look}
      >
        All {recipients.toLocaleString('en')}
      </Link>
      {present.map((state) => (
        <Link
          key={state}
          href={paths.batch(batchId, { state })}
          prefetch={false}
          scroll={false}
          aria-current={state === chosen ? 'page' : undefined}
          className={look}
        >
          {stateWords[state].word} {(counts[state] ?? 0).toLocaleString('en')}
        </Link>
      ))}
    </nav>
  );
}
