'use client';

import { useActionState } from 'react';
import { type Challenge, StepUp } from '#components/step-up.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { typedField } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { idle } from '#lib/web/action-state.ts';
import { submitDeletion } from './actions.ts';

type DeleteFormProps = {
  username: string;
  /** What may be paid back, in words; null when there is nothing. */
  balance: string | null;
  challenge: Challenge;
};

export function DeleteForm({ username, balance, challenge }: DeleteFormProps) {
  const [state, submit] = useActionState(submitDeletion, idle);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      {balance ? (
        <Textarea
          {...typedField(state, 'refundTo')}
          label={`Where to pay ${balance} back to`}
          hint="A name and an account, such as an IBAN. Only who pays it reads this, and then it is destroyed. Leave it empty if you do not want the money back."
          rows={3}
          maxLength={500}
          autoComplete="off"
          spellCheck={false}
        />
      ) : null}
      <Field
        {...typedField(state, 'typedUsername')}
        label="Your username"
        hint={`Type ${username}, so that it is no slip of the hand.`}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <StepUp state={state} challenge={challenge} />
      <SubmitButton look="danger" pendingWords="Deleting…" extra="self-start">
        Delete my account for good
      </SubmitButton>
    </form>
  );
}
