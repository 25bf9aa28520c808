'use client';

import { useActionState } from 'react';
import { type Challenge, StepUp } from '#components/step-up.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { typedField } from '#components/ui/form-state.ts';
import { Notice } from '#components/ui/notice.tsx';
import { type Choice, Radios } from '#components/ui/radios.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { saveKeeping } from './actions.ts';

type Keeping = { contentDays: number; numberDays: number };
type KeepingFormProps = Keeping & {
  contentChoices: Choice[];
  numberChoices: Choice[];
  challenge: Challenge;
};

/** For how long texts and numbers are kept. */
export function KeepingForm(props: KeepingFormProps) {
  const [state, submit] = useActionState(saveKeeping, idle);
  const { contentDays, numberDays } = props;
  return (
    <form
      // What was saved elsewhere on this page is another form: its radios stand where the account does.
      key={`${contentDays} ${numberDays}`}
      action={submit}
      className="flex max-w-prose flex-col gap-5"
    >
      <ErrorSummary state={state} />
      {state.status === 'done' ? <Notice tone="good" live title="Saved" /> : null}
      <Radios
        {...typedField(state, 'contentDays', String(contentDays))}
        label="Texts"
        choices={props.contentChoices}
      />
      <Radios
        {...typedField(state, 'numberDays', String(numberDays))}
        label="Numbers of recipients"
        hint="At least as long as texts. What you paid stays in your statement."
        choices={props.numberChoices}
      />
      <p className="text-sm text-muted">
        A shorter time is also for what is stored now; permanent masking is for what you send from
        now on. A longer time brings nothing back.
      </p>
      <StepUp
        state={state}
        challenge={props.challenge}
        hint="Only to keep something for longer than now, or to switch masking off."
      />
      <SubmitButton extra="self-start">Save</SubmitButton>
    </form>
  );
}

/** The one press that switches masking on. */
export function MaskingButton({ numberDays }: Pick<Keeping, 'numberDays'>) {
  const [state, submit] = useActionState(saveKeeping, idle);
  return (
    <form action={submit} className="flex flex-col items-start gap-3">
      <ErrorSummary state={state} />
      <input type="hidden" name="contentDays" value="0" />
      <input type="hidden" name="numberDays" value={numberDays} />
      <SubmitButton>Switch permanent masking on</SubmitButton>
    </form>
  );
}
