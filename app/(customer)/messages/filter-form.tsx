import Form from 'next/form';
import { senderName } from '#components/sender-name.ts';
import { LinkButton } from '#components/ui/button.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Field } from '#components/ui/field.tsx';
import { zoneName } from '#components/ui/format-time.ts';
import { Select } from '#components/ui/select.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { messageStates, stateWords } from '#lib/messages/status.ts';
import type { Sender } from '#lib/senders/list-senders.ts';
import { paths } from '#lib/web/paths.ts';
import type { BatchQuery } from './batch-filter.ts';

type FilterFormProps = { query: BatchQuery; senders: Sender[]; timeZone: string };

/** Narrows the list by state, sender and day. An ordinary GET form: the address can be kept. */
export function FilterForm({ query, senders, timeZone }: FilterFormProps) {
  const { before: _, ...filters } = query;
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <Disclosure summary={isFiltered ? 'Filtered' : 'Filter'} open={isFiltered}>
      <Form action={paths.messages()} className="grid gap-4 py-2 sm:grid-cols-2 lg:grid-cols-4">
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
            <LinkButton href={paths.messages()} look="quiet">
              Show all
            </LinkButton>
          ) : null}
        </div>
      </Form>
    </Disclosure>
  );
}
