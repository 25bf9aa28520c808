'use client';

import { useActionState, useState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { errorAt } from '#components/ui/form-state.ts';
import { Notice } from '#components/ui/notice.tsx';
import { PasswordField } from '#components/ui/password-field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { submitPassword } from './actions.ts';

const closedInWords = (closed: number) =>
  closed === 0
    ? 'No other device was signed in.'
    : `${closed === 1 ? 'One other device was' : `${closed} other devices were`} signed out.`;

type PasswordFormProps = {
  username: string;
  passphrase: string;
  /** So many characters it must have. */
  least: number;
};

export function PasswordForm({ username, passphrase, least }: PasswordFormProps) {
  const [state, submit] = useActionState(submitPassword, idle);
  const [offer] = useState(passphrase);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      {state.status === 'done' ? (
        <Notice tone="good" live title="Your password is changed">
          <p>{closedInWords(state.result.closedSessions)}</p>
        </Notice>
      ) : null}
      {/* For password managers: which account this password belongs to. */}
      <input type="hidden" name="username" autoComplete="username" value={username} />
      <PasswordField
        name="currentPassword"
        label="Current password"
        error={errorAt(state, 'currentPassword')}
        autoComplete="current-password"
      />
      <PasswordField
        name="newPassword"
        label="New password"
        hint={`${least} characters or more.`}
        offer={offer}
        error={errorAt(state, 'newPassword')}
        autoComplete="new-password"
      />
      <SubmitButton extra="self-start">Change the password</SubmitButton>
    </form>
  );
}
