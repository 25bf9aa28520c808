'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { typedField } from '#components/ui/form-state.ts';
import { Notice } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { formatMoney } from '#lib/money/format-money.ts';
import type { Micros } from '#lib/money/micros.ts';
import { idle } from '#lib/web/action-state.ts';
import { submitGrant } from './actions.ts';

type GrantFormProps = { accountId: string; currency: string; idempotencyKey: string };

export function GrantForm({ accountId, currency, idempotencyKey }: GrantFormProps) {
  const [state, submit] = useActionState(submitGrant, idle);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      {state.status === 'done' ? <Granted result={state.result} currency={currency} /> : null}
      <input type="hidden" name="accountId" value={accountId} />
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <Field
        {...typedField(state, 'amount')}
        label={`Amount in ${currency}`}
        inputMode="decimal"
        autoComplete="off"
      />
      <Field
        {...typedField(state, 'reason')}
        label="Reason"
        hint="The customer reads it in the statement."
        autoComplete="off"
      />
      <SubmitButton extra="self-start">Grant credit</SubmitButton>
    </form>
  );
}

type Result = { already: boolean; waits: boolean; amount: Micros };

function Granted({ result, currency }: { result: Result; currency: string }) {
  const amount = formatMoney(result.amount, currency);
  if (result.waits) {
    return (
      <Notice live title={`${amount} waits for a second person`}>
        <p>Nothing has been granted yet. Another member of staff confirms it on this page.</p>
      </Notice>
    );
  }
  return (
    <Notice tone="good" live title={`${amount} granted`}>
      {result.already ? <p>It was granted before; nothing was added again.</p> : null}
    </Notice>
  );
}
