'use client';

import { useActionState } from 'react';
import type { ButtonLook } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { makeCopy } from './actions.ts';

/** The button that asks for a copy of everything. */
export function CopyForm({ words, look }: { words: string; look: ButtonLook }) {
  const [state, submit] = useActionState(makeCopy, idle);
  return (
    <form action={submit} className="flex flex-col gap-4">
      <ErrorSummary state={state} />
      <SubmitButton look={look} extra="self-start">
        {words}
      </SubmitButton>
    </form>
  );
}
