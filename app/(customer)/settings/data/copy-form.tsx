'use client';

import { useActionState } from 'react';
import { type Challenge, StepUp } from '#components/step-up.tsx';
import type { ButtonLook } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import type { FormAction } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { makeCopy, showDownload } from './actions.ts';

type CopyFormProps = { words: string; look: ButtonLook; challenge: Challenge };

/** The button that asks for a copy of everything. */
export const CopyForm = (props: CopyFormProps) => <ProofForm action={makeCopy} {...props} />;

/** The button that shows the download of the copy that is there. */
export const ShowForm = (props: CopyFormProps) => <ProofForm action={showDownload} {...props} />;

function ProofForm({ action, words, look, challenge }: CopyFormProps & { action: FormAction }) {
  const [state, submit] = useActionState(action, idle);
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
