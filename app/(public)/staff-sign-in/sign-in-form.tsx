'use client';

import { useActionState } from 'react';
import { SecondStep, secondStepOf } from '#components/second-step.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { errorAt, typedField } from '#components/ui/form-state.ts';
import { PasswordField } from '#components/ui/password-field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { submitStaffSignIn } from './actions.ts';

export function StaffSignInForm({ next }: { next: string }) {
  const [state, submit] = useActionState(submitStaffSignIn, idle);
  const step = secondStepOf(state);
  if (step) {
    return <SecondStep step={step} state={state} action={submit} next={next} hasKit={false} />;
  }
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      <input type="hidden" name="next" value={next} />
      <Field
        {...typedField(state, 'username')}
        label="Username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <PasswordField
        name="password"
        label="Password"
        error={errorAt(state, 'password')}
        autoComplete="current-password"
      />
      <SubmitButton pendingWords="Signing in…" extra="self-start">
        Sign in
      </SubmitButton>
    </form>
  );
}
