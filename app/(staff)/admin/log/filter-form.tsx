import { FilterFrame } from '#components/filter-frame.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { knownActs } from '#lib/staff/act-words.ts';
import { paths } from '#lib/web/paths.ts';
import type { LogQuery } from './log-filter.ts';

/** Narrows the log by who, what, account and day. */
export function FilterForm({ query, timeZone }: { query: LogQuery; timeZone: string }) {
  const { before: _, ...filters } = query;
  return (
    <FilterFrame
      action={paths.adminLog()}
      isFiltered={Object.keys(filters).length > 0}
      columns="sm:grid-cols-2"
      days={query}
      timeZone={timeZone}
    >
      <Field name="by" label="Number of the member" inputMode="numeric" defaultValue={query.by} />
      <Select
        name="act"
        label="What they did"
        defaultValue={query.act ?? ''}
        options={[
          { value: '', label: 'Anything' },
          ...knownActs.map(({ action, words }) => ({ value: action, label: words })),
        ]}
      />
      <Field name="account" label="Id of the account" defaultValue={query.account} />
    </FilterFrame>
  );
}
