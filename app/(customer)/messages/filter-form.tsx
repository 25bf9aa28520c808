import { FilterFrame } from '#components/filter-frame.tsx';
import { senderName } from '#components/sender-name.ts';
import { Select } from '#components/ui/select.tsx';
import { messageStates, stateWords } from '#lib/messages/status.ts';
import type { Sender } from '#lib/senders/list-senders.ts';
import { paths } from '#lib/web/paths.ts';
import type { BatchQuery } from './batch-filter.ts';

type FilterFormProps = { query: BatchQuery; senders: Sender[]; timeZone: string };

/** Narrows the list by state, sender and day. */
export function FilterForm({ query, senders, timeZone }: FilterFormProps) {
  const { before: _, ...filters } = query;
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <FilterFrame
      action={paths.messages()}
      isFiltered={isFiltered}
      columns="sm:grid-cols-2 lg:grid-cols-4"
      days={query}
      timeZone={timeZone}
    >
      <Select
        name="state"
        label="With messages that are"
        defaultValue={query.state ?? ''}
        options={[
          { value: '', label: 'in any state' },
          ...messageStates.map((state) => ({ value: state, label: stateWords[state].word })),
        ]}
      />
      <Select
        name="sender"
        label="From"
        defaultValue={query.sender ?? ''}
        options={[
          { value: '', label: 'any sender' },
          ...senders.map(({ id, value }) => ({ value: id, label: senderName(value) })),
        ]}
      />
    </FilterFrame>
  );
}
