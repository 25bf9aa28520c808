'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { submitAcceptance } from './actions.ts';

export function AcceptForm({ version, next }: { version: string; next: string }) {
  const [state, submit] = useActionState(submitAcceptance, idle);
  return (
    <form action={submit} className="flex max-w-prose flex-col items-start gap-4">
      <ErrorSummary state={state} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="next" value={next} />
      <SubmitButton>I have read version {version} and accept it</SubmitButton>
    </form>
  );
}
