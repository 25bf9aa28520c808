'use client';

import { useActionState, useState } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { errorAt, typedIn } from '#components/ui/form-state.ts';
import { Radios } from '#components/ui/radios.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { addVat } from '#lib/billing/add-vat.ts';
import { isPayable } from '#lib/billing/minor-units.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import { parseMoney } from '#lib/money/parse-money.ts';
import type { TopUpOffer } from '#lib/orders/read-offer.ts';
import { idle } from '#lib/web/action-state.ts';
import { payByCard } from './actions.ts';
import { vatWords } from './vat-words.ts';

type CardFormProps = {
  offer: TopUpOffer;
  /** How many messages each of the usual amounts is for, in words. */
  buys: (string | null)[];
  idempotencyKey: string;
  hasCard: boolean;
};

/** Choose an amount, and go to where the card is typed in. */
export function CardForm({ offer, buys, idempotencyKey, hasCard }: CardFormProps) {
  const [state, submit] = useActionState(payByCard, idle);
  const { currency, leastMicros, mostMicros, choices } = offer;
  const usual = choices.map(({ creditMicros, totalMicros }, place) => ({
    value: String(creditMicros / 1_000_000),
    label: <span className="figures">{formatMoney(creditMicros, currency)}</span>,
    hint: [`You pay ${formatMoney(totalMicros, currency)}`, buys[place]]
      .filter(Boolean)
      .join(' · '),
  }));
  const chosen = typedIn(state, 'amount', (usual[2] ?? usual[0])?.value ?? 'other');
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <Radios
        key={chosen}
        name="amount"
        label="How much credit"
        hint={vatWords(offer.treatment, offer.rate)}
        error={errorAt(state, 'amount')}
        choices={[...usual, { value: 'other', label: 'Another amount' }]}
        defaultValue={chosen}
      />
      <OtherAmount
        offer={offer}
        error={errorAt(state, 'otherAmount')}
        typed={typedIn(state, 'otherAmount')}
        hint={`Only if you chose it above: from ${formatMoney(leastMicros, currency)} to ${formatMoney(mostMicros, currency)}, without VAT.`}
      />
      <Checkbox
        name="keepCard"
        label="Keep this card for automatic top-ups"
        hint={
          hasCard
            ? 'It takes the place of the card that is kept now.'
            : 'It is kept at Stripe, and charged only after you switch automatic top-ups on.'
        }
        defaultChecked={typedIn(state, 'keepCard') !== ''}
      />
      <SubmitButton extra="self-start max-sm:w-full" pendingWords="One moment…">
        Go to payment
      </SubmitButton>
    </form>
  );
}

type OtherAmountProps = {
  offer: TopUpOffer;
  error: string | undefined;
  typed: string;
  hint: string;
};

/** What is paid for an amount is said while it is typed. */
function OtherAmount({ offer, error, typed, hint }: OtherAmountProps) {
  const [text, setText] = useState(typed);
  const { currency, leastMicros, mostMicros, rate } = offer;
  const credit = parseMoney(text);
  const isSold =
    credit !== null && credit >= leastMicros && credit <= mostMicros && isPayable(credit, currency);
  return (
    <div className="flex flex-col gap-1.5">
      <Field
        name="otherAmount"
        label={`Another amount in ${currency}`}
        hint={hint}
        error={error}
        defaultValue={typed}
        onChange={(event) => setText(event.currentTarget.value)}
        inputMode="decimal"
        autoComplete="off"
      />
      <p aria-live="polite" className="figures min-h-6 text-sm text-muted">
        {isSold
          ? `You pay ${formatMoney(addVat(credit, rate, currency).totalMicros, currency)}`
          : null}
      </p>
    </div>
  );
}
