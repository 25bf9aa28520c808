'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { typedField } from '#components/ui/form-state.ts';
import { Select } from '#components/ui/select.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { submitTest } from './actions.ts';

/** Where it goes, and through whom. */
export function TestForm({ providers }: { providers: string[] }) {
  const [state, submit] = useActionState(submitTest, idle);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      <Select
        {...typedField(state, 'provider', providers[0])}
        label="Provider"
        options={providers.map((name) => ({ value: name, label: name }))}
      />
      <Field
        {...typedField(state, 'number')}
        label="Mobile number of your own"
        type="tel"
        inputMode="tel"
        autoComplete="off"
      />
      <SubmitButton extra="self-start">Send a test message</SubmitButton>
    </form>
  );
}
