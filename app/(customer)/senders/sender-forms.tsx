'use client';

import { type ReactNode, useActionState, useEffect, useState } from 'react';
import { LinkButton } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { errorAt, typedIn } from '#components/ui/form-state.ts';
import { Notice } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { type ActionState, idle } from '#lib/web/action-state.ts';
import { paths } from '#lib/web/paths.ts';
import { addBrand, addNumber, enterCode } from './actions.ts';

/** A code that is on its way, as the page knows it; times are already words. */
export type PendingCode = {
  codeId: string;
  number: string;
  numberWords: string;
  stateSentence: string;
  endsWords: string;
  triesLeft: number;
  waitSeconds: number;
};

type NumberFormsProps = { pending: PendingCode | null; homeCountryName: string };

/** Type a number, then the code that came to it. The second step survives a reload: the server remembers it. */
export function NumberForms({ pending, homeCountryName }: NumberFormsProps) {
  const [entered, enter] = useActionState(enterCode, idle);
  const [asked, ask] = useActionState(addNumber, idle);
  if (pending) {
    return (
      <>
        <CodeForm pending={pending} state={entered} action={enter} />
        <AnotherCode pending={pending} state={asked} action={ask} />
      </>
    );
  }
  return (
    <>
      {entered.status === 'done' ? (
        <Notice tone="good" live title="The number is confirmed.">
          <p className="mt-2">
            <LinkButton href={paths.send()} look="primary">
              Write a message
            </LinkButton>
          </p>
        </Notice>
      ) : null}
      {entered.status === 'problems' ? <ErrorSummary state={entered} /> : null}
      <form action={ask} className="flex max-w-md flex-col items-start gap-4">
        <ErrorSummary state={asked} />
        <div className="w-full">
          <Field
            name="number"
            type="tel"
            autoComplete="tel"
            label="Mobile number"
            hint={`Without a country it is read as a number of ${homeCountryName}. We send it a code by SMS; that costs you nothing.`}
            defaultValue={typedIn(asked, 'number')}
            error={errorAt(asked, 'number')}
          />
        </div>
        <SubmitButton pendingWords="Sending the code…">Send the code</SubmitButton>
      </form>
    </>
  );
}

type StepProps = {
  pending: PendingCode;
  state: ActionState;
  action: (form: FormData) => void;
};

function CodeForm({ pending, state, action }: StepProps) {
  return (
    <form action={action} className="flex max-w-md flex-col items-start gap-4">
      <ErrorSummary state={state} />
      <p>
        A six-digit code goes to <strong className="figures">{pending.numberWords}</strong>.{' '}
        <span className="text-muted">{pending.stateSentence}</span>
      </p>
      <input type="hidden" name="codeId" value={pending.codeId} />
      <div className="w-full">
        <Field
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          label="Code"
          hint={`${pending.triesLeft === 1 ? '1 try' : `${pending.triesLeft} tries`} left, until ${pending.endsWords}.`}
          error={errorAt(state, 'code')}
        />
      </div>
      <SubmitButton pendingWords="Checking…">Confirm the number</SubmitButton>
    </form>
  );
}

function AnotherCode({ pending, state, action }: StepProps) {
  const seconds = useCountdown(pending.waitSeconds);
  return (
    <div className="flex flex-wrap items-center gap-3 border-t pt-4">
      <ErrorSummary state={state} />
      <form action={action}>
        <input type="hidden" name="number" value={pending.number} />
        <SubmitButton look="secondary" unavailable={seconds > 0} pendingWords="Sending the code…">
          Send another code
        </SubmitButton>
      </form>
      {seconds > 0 ? (
        <p className="figures text-sm text-muted">Possible in {inWords(seconds)}</p>
      ) : null}
    </div>
  );
}

const inWords = (seconds: number): string =>
  seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`;

/** Seconds that are left, counting down. */
function useCountdown(from: number): number {
  const [left, setLeft] = useState(from);
  useEffect(() => {
    const endMs = performance.now() + from * 1000;
    setLeft(from);
    const timer = setInterval(() => {
      const seconds = Math.max(0, Math.ceil((endMs - performance.now()) / 1000));
      setLeft(seconds);
      if (seconds === 0) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [from]);
  return left;
}

/** A name as sender, with the statement that it is the customer's. */
export function BrandForm({ wording, hint }: { wording: string; hint: ReactNode }) {
  const [state, action] = useActionState(addBrand, idle);
  return (
    <form action={action} className="flex max-w-md flex-col items-start gap-4">
      <ErrorSummary state={state} />
      {state.status === 'done' ? <p role="status">The brand is declared.</p> : null}
      <div className="w-full">
        <Field
          name="brand"
          label="Brand name"
          hint={hint}
          maxLength={11}
          autoComplete="off"
          defaultValue={typedIn(state, 'brand')}
          error={errorAt(state, 'brand')}
        />
      </div>
      <Checkbox
        name="declared"
        label={wording}
        hint="Your statement is kept with the date, its wording and your username."
        defaultChecked={typedIn(state, 'declared') === 'on'}
        error={errorAt(state, 'declared')}
      />
      <SubmitButton>Declare this brand</SubmitButton>
    </form>
  );
}
