'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { typedField } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { submitWord } from './actions.ts';

/** One more word that nobody may declare. */
export function WordForm() {
  const [state, submit] = useActionState(submitWord, idle);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      <Field
        {...typedField(state, 'word')}
        label="Word"
        hint="At most 11 characters, as a sender has."
        autoComplete="off"
      />
      <SubmitButton extra="self-start">Reserve it</SubmitButton>
    </form>
  );
}
