'use client';

import { useActionState, useState } from 'react';
import { idle } from '#lib/web/action-state.ts';
import { ErrorSummary } from './ui/error-summary.tsx';
import { errorAt, type FormAction } from './ui/form-state.ts';
import { Notice } from './ui/notice.tsx';
import { PasswordField } from './ui/password-field.tsx';
import { SubmitButton } from './ui/submit-button.tsx';

const closedInWords = (closed: number) =>
  closed === 0
    ? 'No other device was signed in.'
    : `${closed === 1 ? 'One other device was' : `${closed} other devices were`} signed out.`;

type ChangePasswordProps = {
  change: FormAction<{ closedSessions: number }>;
  username: string;
  passphrase: string;
  /** So many characters it must have. */
  least: number;
};

/** A new password for whoever knows the current one: of customers and of staff. */
export function ChangePassword({ change, username, passphrase, least }: ChangePasswordProps) {
  const [state, submit] = useActionState(change, idle);
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
