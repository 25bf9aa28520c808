'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { errorAt, typedIn } from '#components/ui/form-state.ts';
import { Notice } from '#components/ui/notice.tsx';
import { PasswordField } from '#components/ui/password-field.tsx';
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
};

export function AutomaticForm({ currency, isOn, range, ...kept }: AutomaticFormProps) {
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
      <PasswordField
        name="password"
        label="Password"
        hint={
          isOn
            ? 'Only if you raise an amount: to be sure that it is you.'
            : 'To be sure that it is you.'
        }
        error={errorAt(state, 'password')}
        autoComplete="current-password"
      />
      <SubmitButton extra="self-start">{isOn ? 'Save' : 'Switch it on'}</SubmitButton>
    </form>
  );
}
