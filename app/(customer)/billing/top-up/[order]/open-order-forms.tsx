'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { giveUpOrder, goOnPaying } from '../actions.ts';

/** Pay it, or give it up. */
export function OpenOrderForms({ orderId, payWords }: { orderId: string; payWords: string }) {
  const [paying, pay] = useActionState(goOnPaying, idle);
  const [ending, giveUp] = useActionState(giveUpOrder, idle);
  return (
    <div className="mt-2 flex flex-col gap-3">
      <ErrorSummary state={paying} />
      <ErrorSummary state={ending} />
      <div className="flex flex-wrap gap-3">
        <form action={pay}>
          <input type="hidden" name="orderId" value={orderId} />
          <SubmitButton extra="figures">{payWords}</SubmitButton>
        </form>
        <form action={giveUp}>
          <input type="hidden" name="orderId" value={orderId} />
          <SubmitButton look="secondary">Cancel the order</SubmitButton>
        </form>
      </div>
    </div>
  );
}
