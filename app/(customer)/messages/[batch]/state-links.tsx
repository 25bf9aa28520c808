import { FilterLink } from '#components/ui/filter-link.tsx';
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

/** The states that recipients are in, each with its count, as a filter of the list below. */
export function StateLinks({ batchId, counts, recipients, chosen }: StateLinksProps) {
  const present = messageStates.filter((state) => counts[state] || state === chosen);
  if (present.length < 2 && !chosen) return null;
  return (
    <nav aria-label="Recipients by state" className="flex flex-wrap gap-2">
      <FilterLink href={paths.batch(batchId)} prefetch={false} scroll={false} chosen={!chosen}>
        All {recipients.toLocaleString('en')}
      </FilterLink>
      {present.map((state) => (
        <FilterLink
          key={state}
          href={paths.batch(batchId, { state })}
          prefetch={false}
          scroll={false}
          chosen={state === chosen}
        >
          {stateWords[state].word} {(counts[state] ?? 0).toLocaleString('en')}
        </FilterLink>
      ))}
    </nav>
  );
}
