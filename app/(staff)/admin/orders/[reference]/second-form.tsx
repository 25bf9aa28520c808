'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { submitSecond } from './actions.ts';

type SecondFormProps = { reference: string; confirmationId: string; words: string };

/** The press of the second person. */
export function SecondForm({ reference, confirmationId, words }: SecondFormProps) {
  const [state, submit] = useActionState(submitSecond, idle);
  return (
    <form action={submit} className="flex flex-col items-start gap-4">
      <ErrorSummary state={state} />
      <input type="hidden" name="reference" value={reference} />
      <input type="hidden" name="confirmationId" value={confirmationId} />
      <SubmitButton>{words}</SubmitButton>
    </form>
  );
}
