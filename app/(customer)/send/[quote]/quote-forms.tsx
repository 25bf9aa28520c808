'use client';

import { type ReactNode, useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { type ActionState, idle } from '#lib/web/action-state.ts';
import { priceAgain, sendQuote } from './actions.ts';

/** The one button that spends. */
export function SendForm({ quoteId, words }: { quoteId: string; words: string }) {
  return (
    <QuoteForm action={sendQuote} field={{ quoteId }}>
      <SubmitButton extra="figures max-sm:w-full" pendingWords="Sending…">
        {words}
      </SubmitButton>
    </QuoteForm>
  );
}

export function PriceAgainForm({ draftId }: { draftId: string }) {
  return (
    <QuoteForm action={priceAgain} field={{ draftId }}>
      <SubmitButton pendingWords="Working out the price…">See the price now</SubmitButton>
    </QuoteForm>
  );
}

type QuoteFormProps = {
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  field: Record<string, string>;
  children: ReactNode;
};

function QuoteForm({ action, field, children }: QuoteFormProps) {
  const [state, run] = useActionState(action, idle);
  return (
    <form action={run} className="flex flex-col items-start gap-3 max-sm:items-stretch">
      <ErrorSummary state={state} />
      {Object.entries(field).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}
