'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { typedField } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { submitPayment } from './actions.ts';

export function PayForm({ refundId }: { refundId: string }) {
  const [state, submit] = useActionState(submitPayment, idle);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      <input type="hidden" name="refundId" value={refundId} />
      <Field
        {...typedField(state, 'note')}
        label="How it was paid"
        hint="Such as the number of the transfer. No name and no account: this is kept."
        autoComplete="off"
      />
      <SubmitButton extra="self-start">Mark as paid</SubmitButton>
    </form>
  );
}
