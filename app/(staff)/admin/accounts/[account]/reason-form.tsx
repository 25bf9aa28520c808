'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { type FormAction, typedField } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { idle } from '#lib/web/action-state.ts';

type ReasonFormProps = {
  accountId: string;
  action: FormAction<null>;
  label: string;
  words: string;
  look: 'primary' | 'danger';
};

/** One reason, and the button that it is for. */
export function ReasonForm({ accountId, action, label, words, look }: ReasonFormProps) {
  const [state, submit] = useActionState(action, idle);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      <input type="hidden" name="accountId" value={accountId} />
      <Textarea
        {...typedField(state, 'suspensionReason')}
        label={label}
        hint="10 to 500 characters. The customer reads it."
        rows={3}
      />
      <SubmitButton look={look} extra="self-start">
        {words}
      </SubmitButton>
    </form>
  );
}
