'use client';

import type { ReactNode } from 'react';
import type { PasskeyQuestion } from '#lib/factors/ask-passkey.ts';
import { type ActionState, idle } from '#lib/web/action-state.ts';
import { PasskeyButton } from './passkey-button.tsx';
import { errorAt, type FormAction } from './ui/form-state.ts';
import { PasswordField } from './ui/password-field.tsx';

/** The action that asks the passkeys of whoever is signed in; null where there are none. */
export type Challenge = FormAction<PasskeyQuestion | null> | null;

type StepUpProps = {
  state: ActionState;
  challenge: Challenge;
  hint?: ReactNode;
  /** Where several stand on a page, each needs its own. */
  id?: string;
};

/**
 * Asks again who is there, within a form: the password, or a passkey, which sends the form. Its action takes
 * `proofFields` and calls `proveAgain`.
 */
export function StepUp({
  state,
  challenge,
  hint = 'To be sure that it is you.',
  id = 'password',
}: StepUpProps) {
  const ask = async () => {
    const asked = await challenge?.(idle, new FormData());
    return asked?.status === 'done' ? asked.result : null;
  };
  return (
    <div className="flex flex-col gap-3">
      <PasswordField
        id={id}
        name="password"
        label="Password"
        hint={hint}
        error={errorAt(state, 'password')}
        autoComplete="current-password"
      />
      {challenge ? <PasskeyButton ask={ask}>Use a passkey instead</PasskeyButton> : null}
    </div>
  );
}
