'use client';

import { useActionState, useState } from 'react';
import { SecondStep, secondStepOf } from '#components/second-step.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { errorAt } from '#components/ui/form-state.ts';
import { Notice } from '#components/ui/notice.tsx';
import { PasswordField } from '#components/ui/password-field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { UsernameField } from '#components/username-field.tsx';
import { idle } from '#lib/web/action-state.ts';
import { submitRecovery } from './actions.ts';
import { SignInWithIt } from './sign-in-with-it.tsx';

export function RecoverForm({ passphrase }: { passphrase: string }) {
  const [state, submit] = useActionState(submitRecovery, idle);
  const [offer] = useState(passphrase);
  // Kept here alone: no code comes back from the server, and typing 24 characters of a paper again is a nuisance.
  const [code, setCode] = useState('');
  const step = secondStepOf(state);
  if (step) {
    return (
      <>
        <Notice tone="good" title="Your new password is set">
          <p>The code that you typed is used up. Now your second factor, as in each sign-in.</p>
        </Notice>
        <SecondStep step={step} state={state} action={submit} next="" />
      </>
    );
  }
  // The second step took too long, or was wrong too often: no other code is to be used for it.
  if (state.status === 'problems' && state.typed.token === '') {
    return (
      <SignInWithIt tone="unsure" title="Your new password is set, but you are not signed in" />
    );
  }
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      <UsernameField state={state} />
      <Field
        name="code"
        label="Recovery code"
        hint="One that you have not used yet. Spaces and hyphens do not matter."
        error={errorAt(state, 'code')}
        value={code}
        onChange={({ target }) => setCode(target.value)}
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
