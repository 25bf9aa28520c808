import Link from 'next/link';
import { FilterFrame } from '#components/filter-frame.tsx';
import { Select } from '#components/ui/select.tsx';
import { type BatchId, parseId } from '#lib/ids.ts';
import { lineKinds, lineKindWords } from '#lib/ledger/line-kinds.ts';
import { paths } from '#lib/web/paths.ts';
import type { StatementQuery } from './statement-filter.ts';

type FilterFormProps = { query: StatementQuery; timeZone: string };

/** Narrows the statement by kind and day, or to one send. */
export function FilterForm({ query, timeZone }: FilterFormProps) {
  const { before: _, ...filters } = query;
  const isFiltered = Object.keys(filters).length > 0;
  const batchId = query.batch ? parseId<BatchId>(query.batch) : null;
  return (
    <FilterFrame
      action={paths.statement()}
      isFiltered={isFiltered}
      columns="sm:grid-cols-3"
      days={query}
      timeZone={timeZone}
    >
      {batchId ? (
        <p className="sm:col-span-full">
          <input type="hidden" name="batch" value={batchId} />
          Only what one send moved: <Link href={paths.batch(batchId)}>look at the send</Link>.
        </p>
      ) : null}
      <Select
        name="kind"
        label="Kind"
        defaultValue={query.kind ?? ''}
        options={[
          { value: '', label: 'Everything that changed the balance' },
          // Who has deleted the account reads no statement.
          ...lineKinds
            .filter((kind) => kind !== 'left')
            .map((kind) => ({ value: kind, label: lineKindWords[kind] })),
        ]}
      />
    </FilterFrame>
  );
}
