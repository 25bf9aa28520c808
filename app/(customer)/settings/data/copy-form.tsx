'use client';

import { useActionState } from 'react';
import { type Challenge, StepUp } from '#components/step-up.tsx';
import type { ButtonLook } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { makeCopy } from './actions.ts';

type CopyFormProps = { words: string; look: ButtonLook; challenge: Challenge };

/** The button that asks for a copy of everything. */
export function CopyForm({ words, look, challenge }: CopyFormProps) {
  const [state, submit] = useActionState(makeCopy, idle);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-4">
      <ErrorSummary state={state} />
      <StepUp
        state={state}
        challenge={challenge}
        hint="The copy has everything in it, so we look whether it is you."
      />
      <SubmitButton look={look} extra="self-start">
        {words}
      </SubmitButton>
    </form>
  );
}
