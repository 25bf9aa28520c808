'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { typedField } from '#components/ui/form-state.ts';
import { type Option, Select } from '#components/ui/select.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { addCountry } from './actions.ts';

export function CountryForm({ closed }: { closed: Option[] }) {
  const [state, submit] = useActionState(addCountry, idle);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      <Select
        {...typedField(state, 'country')}
        label="Open another country"
        options={[{ value: '', label: 'Choose a country' }, ...closed]}
      />
      <SubmitButton look="secondary" extra="self-start">
        Open this country
      </SubmitButton>
    </form>
  );
}
