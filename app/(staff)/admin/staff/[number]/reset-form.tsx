'use client';

import { useActionState } from 'react';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { PasswordOnce } from '../password-once.tsx';
import { submitReset } from './actions.ts';

export function ResetForm({ userId, username }: { userId: string; username: string }) {
  const [state, submit] = useActionState(submitReset, idle);
  if (state.status === 'done') return <PasswordOnce {...state.result} />;
  return (
    <Disclosure summary="Reset…" open={state.status !== 'idle'}>
      <form action={submit} className="flex max-w-prose flex-col items-start gap-3">
        <ErrorSummary state={state} />
        <p>
          They are signed out everywhere. The password and the second factor stop working, and you
          get a new password to hand over.
        </p>
        <input type="hidden" name="userId" value={userId} />
        <SubmitButton look="danger">Reset {username}</SubmitButton>
      </form>
    </Disclosure>
  );
}
