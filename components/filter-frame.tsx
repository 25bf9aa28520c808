import Form from 'next/form';
import type { ReactNode } from 'react';
import { LinkButton } from './ui/button.tsx';
import { Disclosure } from './ui/disclosure.tsx';
import { Field } from './ui/field.tsx';
import { zoneName } from './ui/format-time.ts';
import { SubmitButton } from './ui/submit-button.tsx';

type FilterFrameProps = {
  /** The page without a filter. */
  action: string;
  isFiltered: boolean;
  /** How its fields stand side by side where there is room. */
  columns: string;
  days: { from?: string | undefined; to?: string | undefined };
  timeZone: string;
  /** What is asked for besides the days. */
  children: ReactNode;
};

/** Narrows a list, by day and what else is asked for. An ordinary GET form: the address can be kept. */
export function FilterFrame({
  action,
  isFiltered,
  columns,
  days,
  timeZone,
  children,
}: FilterFrameProps) {
  return (
    <Disclosure summary={isFiltered ? 'Filtered' : 'Filter'} open={isFiltered}>
      <Form action={action} className={`grid gap-4 py-2 ${columns}`}>
        {children}
        <Field
          name="from"
          type="date"
          label={`First day (${zoneName(timeZone)})`}
          defaultValue={days.from}
        />
        <Field name="to" type="date" label="Last day" defaultValue={days.to} />
        <div className="flex flex-wrap gap-3 sm:col-span-full">
          <SubmitButton look="secondary">Show these</SubmitButton>
          {isFiltered ? (
            <LinkButton href={action} look="quiet">
              Show all
            </LinkButton>
          ) : null}
        </div>
      </Form>
    </Disclosure>
  );
}
