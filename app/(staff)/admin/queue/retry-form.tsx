'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { submitRetry } from './actions.ts';

/** Has a failed job done once more. */
export function RetryForm({ queue, id }: { queue: string; id: string }) {
  const [state, submit] = useActionState(submitRetry, idle);
  return (
    <form action={submit} className="flex flex-col items-start gap-3">
      <ErrorSummary state={state} />
      <input type="hidden" name="queue" value={queue} />
      <input type="hidden" name="id" value={id} />
      <SubmitButton look="secondary">Try again</SubmitButton>
    </form>
  );
}
