'use client';

import { useActionState } from 'react';
import { type Challenge, StepUp } from '#components/step-up.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { errorAt, typedIn } from '#components/ui/form-state.ts';
import { Notice } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { perSpan } from '#lib/ceilings/ceiling-words.ts';
import type { Span } from '#lib/ceilings/spans.ts';
import { idle } from '#lib/web/action-state.ts';
import { saveCeilings } from './actions.ts';

type CeilingFormProps = {
  country: string;
  /** The send to come back to. */
  from: string;
  username: string;
  challenge: Challenge;
  /** As they stand, in words. `byDefault` is null where there is none without a choice. */
  spans: { span: Span; chosen: string; byDefault: string | null }[];
};

export function CeilingForm({ country, from, username, spans, challenge }: CeilingFormProps) {
  const [state, submit] = useActionState(saveCeilings, idle);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5 border-t pt-4">
      <ErrorSummary state={state} />
      {state.status === 'done' ? (
        <Notice tone="good" live title="These ceilings count from now on" />
      ) : null}
      <input type="hidden" name="country" value={country} />
      <input type="hidden" name="from" value={from} />
      {spans.map(({ span, chosen, byDefault }) => (
        <Field
          key={span}
          name={span}
          label={`At most ${perSpan[span]}`}
          hint={`Empty: ${byDefault ?? 'no ceiling of its own'}.`}
          error={errorAt(state, span)}
          defaultValue={typedIn(state, span, chosen)}
          inputMode="decimal"
          autoComplete="off"
        />
      ))}
      {/* For password managers: which account this password belongs to. */}
      <input type="hidden" name="username" autoComplete="username" value={username} />
      <StepUp
        state={state}
        challenge={challenge}
        hint="Only to raise a ceiling. Lowering needs none."
      />
      <SubmitButton extra="self-start">Save these ceilings</SubmitButton>
    </form>
  );
}
