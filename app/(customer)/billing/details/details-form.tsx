'use client';

import { useActionState, useState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { errorAt, typedIn } from '#components/ui/form-state.ts';
import { Notice } from '#components/ui/notice.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { type Option, Select } from '#components/ui/select.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { addressFields } from '#lib/billing/address-fields.ts';
import type { TypedDetails } from '#lib/billing/parse-details.ts';
import { isMemberState, vatCountry } from '#lib/billing/vat-rates.ts';
import { idle } from '#lib/web/action-state.ts';
import { save } from './actions.ts';
import { viesWords } from './vies-words.ts';

type DetailsFormProps = {
  /** What was saved, or what to begin with. */
  given: TypedDetails;
  countries: Option[];
  /** Where to go afterwards. */
  next: string;
};

/** Who is invoiced. Fields are those of the country's addresses: at once with JavaScript, else by a button. */
export function DetailsForm({ given, countries, next }: DetailsFormProps) {
  const [state, submit] = useActionState(save, idle);
  const [picked, pick] = useState<{ country?: string; kind?: string }>({});
  const typed = (name: keyof TypedDetails) => typedIn(state, name, given[name]);
  const country = picked.country ?? typed('country');
  const isCompany = (picked.kind ?? typed('kind')) === 'company';
  const words = (name: keyof TypedDetails) => ({
    ...{ name, error: errorAt(state, name), defaultValue: typed(name) },
  });
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      {state.status === 'problems' && state.problems.length === 0 && !state.sentence ? null : (
        <ErrorSummary state={state} />
      )}
      {state.status === 'done' ? (
        <Notice tone={state.result === 'invalid' ? 'unsure' : 'good'} live title="Saved">
          {viesWords[state.result]}
        </Notice>
      ) : null}
      <input type="hidden" name="next" value={next} />
      <Select
        {...words('country')}
        label="Country"
        autoComplete="country"
        options={countries}
        onChange={(event) => pick({ ...picked, country: event.target.value })}
      />
      <Radios
        {...words('kind')}
        label="Who you are"
        choices={[
          { value: 'company', label: 'Company or sole trader' },
          { value: 'person', label: 'Private person' },
        ]}
        onChoose={(kind) => pick({ ...picked, kind })}
      />
      <noscript>
        <SubmitButton look="secondary" name="only" value="fields">
          Use this country
        </SubmitButton>
      </noscript>
      <Field
        {...words('name')}
        label={isCompany ? 'Name of the company' : 'Your name'}
        autoComplete={isCompany ? 'organization' : 'name'}
      />
      {addressFields(country).map(({ name, label, isRequired, autoComplete }) => (
        <Field
          {...words(name)}
          key={name}
          label={isRequired ? label : `${label} (optional)`}
          autoComplete={autoComplete}
        />
      ))}
      {isCompany ? (
        <Field
          {...words('vatNumber')}
          label={
            isMemberState(vatCountry(country)) ? 'VAT number (optional)' : 'Tax number (optional)'
          }
          hint={
            isMemberState(vatCountry(country))
              ? 'With or without the country in front. Without it you pay VAT as a person does.'
              : 'It is printed on your invoices.'
          }
          autoComplete="off"
        />
      ) : null}
      <SubmitButton extra="self-start">{next ? 'Save and go on' : 'Save'}</SubmitButton>
    </form>
  );
}
