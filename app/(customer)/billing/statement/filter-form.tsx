import Form from 'next/form';
import Link from 'next/link';
import { LinkButton } from '#components/ui/button.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Field } from '#components/ui/field.tsx';
import { zoneName } from '#components/ui/format-time.ts';
import { Select } from '#components/ui/select.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { type BatchId, parseId } from '#lib/ids.ts';
import { lineKinds, lineKindWords } from '#lib/ledger/line-kinds.ts';
import { paths } from '#lib/web/paths.ts';
import type { StatementQuery } from './statement-filter.ts';

type FilterFormProps = { query: StatementQuery; timeZone: string };

/** Narrows the statement by kind and day, or to one send. An ordinary GET form: the address can be kept. */
export function FilterForm({ query, timeZone }: FilterFormProps) {
  const { before: _, ...filters } = query;
  const isFiltered = Object.keys(filters).length > 0;
  const batchId = query.batch ? parseId<BatchId>(query.batch) : null;
  return (
    <Disclosure summary={isFiltered ? 'Filtered' : 'Filter'} open={isFiltered}>
      <Form action={paths.statement()} className="grid gap-4 py-2 sm:grid-cols-3">
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
        <Field
          name="from"
          type="date"
          label={`First day (${zoneName(timeZone)})`}
          defaultValue={query.from}
        />
        <Field name="to" type="date" label="Last day" defaultValue={query.to} />
        <div className="flex flex-wrap gap-3 sm:col-span-full">
          <SubmitButton look="secondary">Show these</SubmitButton>
          {isFiltered ? (
            <LinkButton href={paths.statement()} look="quiet">
              Show all
            </LinkButton>
          ) : null}
        </div>
      </Form>
    </Disclosure>
  );
}
