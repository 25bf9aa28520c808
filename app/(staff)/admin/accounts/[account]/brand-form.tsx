'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { typedField } from '#components/ui/form-state.ts';
import { Notice } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { idle } from '#lib/web/action-state.ts';
import { submitBrandWithdrawal } from './actions.ts';

/** Takes a brand away that somebody complained about. */
export function BrandForm({ accountId }: { accountId: string }) {
  const [state, submit] = useActionState(submitBrandWithdrawal, idle);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      {state.status === 'done' ? (
        <Notice tone="good" live title={`“${state.result.brand}” is withdrawn`}>
          <p>Nothing of it leaves any more, and this account cannot declare it again.</p>
        </Notice>
      ) : null}
      <input type="hidden" name="accountId" value={accountId} />
      <Field
        {...typedField(state, 'brand')}
        label="Brand"
        hint="As the phone showed it: capitals and spaces count."
        autoComplete="off"
      />
      <Textarea
        {...typedField(state, 'brandReason')}
        label="Why it is withdrawn"
        hint="10 to 500 characters. The customer reads it."
        rows={3}
      />
      <SubmitButton look="danger" extra="self-start">
        Withdraw the brand
      </SubmitButton>
    </form>
  );
}
