'use client';

import { useActionState } from 'react';
import type { SecondStepOffer } from '#lib/factors/begin-second-step.ts';
import { type ActionState, idle } from '#lib/web/action-state.ts';
import { SecondStep, secondStepOf } from './second-step.tsx';
import { ErrorSummary } from './ui/error-summary.tsx';
import { errorAt, type FormAction } from './ui/form-state.ts';
import { PasswordField } from './ui/password-field.tsx';
import { SubmitButton } from './ui/submit-button.tsx';
import { UsernameField } from './username-field.tsx';

type SignInFormProps = {
  action: FormAction<SecondStepOffer>;
  /** Where to go afterwards. */
  next: string;
  /** Whether a code of a recovery kit may take the place of the second factor: staff have none. */
  hasKit?: boolean;
};

/** Username and password, then the second factor where there is one. */
export function SignInForm({ action, next, hasKit = true }: SignInFormProps) {
  const [state, submit] = useActionState<ActionState<SecondStepOffer>, FormData>(action, idle);
  const step = secondStepOf(state);
  if (step) {
    return <SecondStep step={step} state={state} action={submit} next={next} hasKit={hasKit} />;
  }
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      <input type="hidden" name="next" value={next} />
      <UsernameField state={state} />
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
