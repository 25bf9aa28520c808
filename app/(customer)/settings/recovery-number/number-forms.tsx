'use client';

import { useActionState } from 'react';
import { type Challenge, StepUp } from '#components/step-up.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { typedField } from '#components/ui/form-state.ts';
import { type Choice, Radios } from '#components/ui/radios.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { switchOff, switchOn } from './actions.ts';

export function SwitchOnForm({ numbers, challenge }: { numbers: Choice[]; challenge: Challenge }) {
  const [state, submit] = useActionState(switchOn, idle);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      <Radios
        {...typedField(state, 'senderId', numbers[0]?.value)}
        label="The number that gets the code"
        choices={numbers}
      />
      <StepUp state={state} challenge={challenge} />
      <SubmitButton extra="self-start">Switch it on</SubmitButton>
    </form>
  );
}

export function SwitchOffForm({ challenge }: { challenge: Challenge }) {
  const [state, submit] = useActionState(switchOff, idle);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      <StepUp state={state} challenge={challenge} />
      <SubmitButton look="secondary" extra="self-start">
        Switch it off
      </SubmitButton>
    </form>
  );
}
