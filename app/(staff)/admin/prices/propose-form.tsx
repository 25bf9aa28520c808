'use client';

import { type FormEvent, useActionState, useState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { errorAt, typedIn } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { type ActionState, idle } from '#lib/web/action-state.ts';
import { submitProposal } from './actions.ts';
import { isTooBig, TOO_BIG } from './price-file.ts';

/** `zone`: in which the times are read, in words. */
export function ProposeForm({ currency, zone }: { currency: string; zone: string }) {
  const [answered, send] = useActionState<ActionState, FormData>(submitProposal, idle);
  const [isBig, setBig] = useState(false);
  // What is too big for the server would be refused without an answer that the form could show.
  const checkSize = (event: FormEvent<HTMLFormElement>) => {
    const file = new FormData(event.currentTarget).get('file');
    const big = file instanceof File && isTooBig(file.size);
    setBig(big);
    if (big) event.preventDefault();
  };
  const state: ActionState = isBig ? tooBig : answered;
  return (
    <form action={send} onSubmit={checkSize} className="flex max-w-prose flex-col gap-5">
      <ErrorSummary state={state} />
      <Field
        name="file"
        type="file"
        accept=".csv,text/csv"
        label="The list as a file"
        hint={`CSV in UTF-8, at most 2 MB, prices in ${currency} without VAT. If you choose a file, it counts, and not what stands below.`}
        error={errorAt(state, 'file')}
      />
      <Textarea
        name="csv"
        label="Or the list as text"
        hint={
          <>
            A line for each prefix behind the header{' '}
            <code className="font-mono">prefix,country,destination,price</code>, such as{' '}
            <code className="font-mono">30,GR,Greece,0.042</code>
          </>
        }
        error={errorAt(state, 'csv')}
        defaultValue={typedIn(answered, 'csv')}
        rows={8}
        spellCheck={false}
      />
      <Field
        name="source"
        label="Where it is from"
        hint="Such as the name of the contract or the provider. Only staff read it."
        error={errorAt(state, 'source')}
        defaultValue={typedIn(answered, 'source')}
        autoComplete="off"
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          name="from"
          type="datetime-local"
          label="From"
          hint={zone}
          error={errorAt(state, 'from')}
          defaultValue={typedIn(answered, 'from')}
        />
        <Field
          name="until"
          type="datetime-local"
          label="Until (optional)"
          hint="Else until another begins"
          error={errorAt(state, 'until')}
          defaultValue={typedIn(answered, 'until')}
        />
      </div>
      <SubmitButton extra="self-start">See what it changes</SubmitButton>
    </form>
  );
}

const tooBig: ActionState = {
  ...{ status: 'problems', sentence: null, typed: {} },
  problems: [{ field: 'file', sentence: TOO_BIG }],
};
