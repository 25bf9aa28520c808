'use client';

import { useActionState, useState } from 'react';
import { SecondStep, secondStepOf } from '#components/second-step.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { errorAt } from '#components/ui/form-state.ts';
import { PasswordField } from '#components/ui/password-field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { UsernameField } from '#components/username-field.tsx';
import { idle } from '#lib/web/action-state.ts';
import { submitRecovery } from './actions.ts';

export function RecoverForm({ passphrase }: { passphrase: string }) {
  const [state, submit] = useActionState(submitRecovery, idle);
  const [offer] = useState(passphrase);
  const step = secondStepOf(state);
  if (step) return <SecondStep step={step} state={state} action={submit} next="" />;
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      <UsernameField state={state} />
      <Field
        name="code"
        label="Recovery code"
        hint="One that you have not used yet. Spaces and hyphens do not matter."
        error={errorAt(state, 'code')}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
      />
      <PasswordField
        name="newPassword"
        label="New password"
        hint="15 characters or more."
        offer={offer}
        error={errorAt(state, 'newPassword')}
        autoComplete="new-password"
      />
      <SubmitButton extra="self-start">Set the new password</SubmitButton>
    </form>
  );
}
