'use client';

import { useActionState } from 'react';
import { type Challenge, StepUp } from '#components/step-up.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { errorAt, typedIn } from '#components/ui/form-state.ts';
import { Notice } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { saveAutomatic } from './actions.ts';

type AutomaticFormProps = {
  currency: string;
  isOn: boolean;
  below: string;
  credit: string;
  monthly: string;
  /** What may be bought at once, in words. */
  range: string;
  challenge: Challenge;
};

export function AutomaticForm({ currency, isOn, range, challenge, ...kept }: AutomaticFormProps) {
  const [state, submit] = useActionState(saveAutomatic, idle);
  const amount = (name: 'below' | 'credit' | 'monthly', label: string, hint: string) => (
    <Field
      name={name}
      label={`${label}, in ${currency}`}
      hint={hint}
      error={errorAt(state, name)}
      defaultValue={typedIn(state, name, kept[name])}
      inputMode="decimal"
      autoComplete="off"
    />
  );
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      {state.status === 'done' ? <Notice tone="good" live title="Saved" /> : null}
      {amount('below', 'When the balance is below', 'Looked at every few seconds.')}
      {amount('credit', 'Buy so much credit', `${range}, without VAT.`)}
      {amount(
        'monthly',
        'At most so much in a month',
        'Without VAT. Beyond it nothing is charged.',
      )}
      <StepUp
        state={state}
        challenge={challenge}
        hint={
          isOn
            ? 'Only if you raise an amount: to be sure that it is you.'
            : 'To be sure that it is you.'
        }
      />
      <SubmitButton extra="self-start">{isOn ? 'Save' : 'Switch it on'}</SubmitButton>
    </form>
  );
}
