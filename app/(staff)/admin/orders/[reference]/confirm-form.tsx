'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { typedField } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { submitConfirmation } from './actions.ts';

type ConfirmFormProps = { reference: string; currency: string; today: string };

/** What stands on the bank's statement. The amount is typed and not filled in: it is to be read there. */
export function ConfirmForm({ reference, currency, today }: ConfirmFormProps) {
  const [state, submit] = useActionState(submitConfirmation, idle);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      <input type="hidden" name="reference" value={reference} />
      <Field
        {...typedField(state, 'amount')}
        label={`Amount in ${currency}`}
        hint="As the statement says, to the coin."
        inputMode="decimal"
        autoComplete="off"
      />
      <Field
        {...typedField(state, 'receivedOn')}
        type="date"
        label="Day on which it came in"
        max={today}
      />
      <Field
        {...typedField(state, 'bankReference')}
        label="Number of the line"
        hint="As the bank prints it beside the transfer. No name: this is kept."
        autoComplete="off"
      />
      <SubmitButton extra="self-start">Confirm the transfer</SubmitButton>
    </form>
  );
}
