'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { submitSecondForCredit } from './actions.ts';

type SecondFormProps = { accountId: string; proposalId: string; words: string };

/** The press of the second person. */
export function SecondForm({ accountId, proposalId, words }: SecondFormProps) {
  const [state, submit] = useActionState(submitSecondForCredit, idle);
  return (
    <form action={submit} className="flex flex-col items-start gap-4">
      <ErrorSummary state={state} />
      <input type="hidden" name="accountId" value={accountId} />
      <input type="hidden" name="proposalId" value={proposalId} />
      <SubmitButton>{words}</SubmitButton>
    </form>
  );
}
