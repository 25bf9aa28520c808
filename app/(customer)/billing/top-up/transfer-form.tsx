'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { typedField } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { formatMoney } from '#lib/money/format-money.ts';
import type { Micros } from '#lib/money/micros.ts';
import { idle } from '#lib/web/action-state.ts';
import { submitTransfer } from './transfer/actions.ts';

type TransferFormProps = {
  currency: string;
  leastMicros: Micros;
  mostMicros: Micros;
  /** Another one each time the page is shown. */
  idempotencyKey: string;
};

/** Orders credit that is paid by bank transfer. */
export function TransferForm(props: TransferFormProps) {
  const { currency, leastMicros, mostMicros, idempotencyKey } = props;
  const [state, submit] = useActionState(submitTransfer, idle);
  const [least, most] = [formatMoney(leastMicros, currency), formatMoney(mostMicros, currency)];
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <Field
        {...typedField(state, 'transferAmount')}
        label={`Credit in ${currency}`}
        hint={`From ${least} to ${most}, without VAT. The next page says what to transfer, with VAT.`}
        inputMode="decimal"
        autoComplete="off"
      />
      <SubmitButton extra="self-start">Order by bank transfer</SubmitButton>
    </form>
  );
}
