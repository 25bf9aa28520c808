'use client';

import { useActionState } from 'react';
import { type Challenge, StepUp } from '#components/step-up.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { proveForSenders } from './actions.ts';

/** Asks who is there before senders change, some time after signing in. */
export function ProveForm({ challenge }: { challenge: Challenge }) {
  const [state, submit] = useActionState(proveForSenders, idle);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      <StepUp
        state={state}
        challenge={challenge}
        hint="You signed in more than 15 minutes ago. Messages go out in the name of a sender, so we look whether it is you."
      />
      <SubmitButton extra="self-start">Go on</SubmitButton>
    </form>
  );
}
