'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { typedField } from '#components/ui/form-state.ts';
import { Notice } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { formatMoney } from '#lib/money/format-money.ts';
import { idle } from '#lib/web/action-state.ts';
import { submitRefund } from './actions.ts';

/** Notes a transfer back. */
export function RefundForm({ reference, currency }: { reference: string; currency: string }) {
  const [state, submit] = useActionState(submitRefund, idle);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      {state.status === 'done' ? (
        <Notice
          tone="good"
          live
          title={`${formatMoney(state.result.amountMicros, currency)} noted: release the transfer`}
        >
          {state.result.already ? <p>It was noted before; nothing was taken again.</p> : null}
        </Notice>
      ) : null}
      <input type="hidden" name="reference" value={reference} />
      <Field
        {...typedField(state, 'amount')}
        label={`Amount in ${currency}, with VAT`}
        inputMode="decimal"
        autoComplete="off"
      />
      <Field
        {...typedField(state, 'bankReference')}
        label="Number of the transfer back"
        hint="As the bank names it. No name: this is kept."
        autoComplete="off"
      />
      <Field
        {...typedField(state, 'reason')}
        label="Reason"
        hint="The customer reads it on the credit note."
        autoComplete="off"
      />
      <SubmitButton extra="self-start">Give it back</SubmitButton>
    </form>
  );
}
