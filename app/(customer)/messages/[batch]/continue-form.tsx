'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { letGoOn } from './actions.ts';

type ContinueFormProps = { batchId: string; words: string; look: 'primary' | 'secondary' };

export function ContinueForm({ batchId, words, look }: ContinueFormProps) {
  const [state, submit] = useActionState(letGoOn, idle);
  return (
    <form action={submit} className="flex flex-col items-start gap-3">
      <ErrorSummary state={state} />
      <input type="hidden" name="batchId" value={batchId} />
      <SubmitButton look={look}>{words}</SubmitButton>
    </form>
  );
}
