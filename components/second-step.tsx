'use client';

import { useEffect, useRef } from 'react';
import type { SecondStepOffer } from '#lib/factors/begin-second-step.ts';
import type { ActionState } from '#lib/web/action-state.ts';
import { PasskeyButton } from './passkey-button.tsx';
import { ErrorSummary } from './ui/error-summary.tsx';
import { Field } from './ui/field.tsx';
import { errorAt, typedIn } from './ui/form-state.ts';
import { SubmitButton } from './ui/submit-button.tsx';

/** The second step that a sign-in is at, or null: at the first. What was refused has it in what was typed. */
export function secondStepOf(state: ActionState<SecondStepOffer>): SecondStepOffer | null {
  if (state.status === 'done') return state.result;
  const token = typedIn(state, 'token');
  if (!token) return null;
  return {
    token,
    app: typedIn(state, 'app') === 'yes',
    question: JSON.parse(typedIn(state, 'question', 'null')),
  };
}

type SecondStepProps = {
  step: SecondStepOffer;
  state: ActionState;
  /** The action of the first step: it takes `secondStepFields` too. */
  action: (form: FormData) => void;
  /** Where to go afterwards. */
  next: string;
  /** Whether a code of a recovery kit may take the place of the factor: staff have none. */
  hasKit?: boolean;
};

/** The second step of signing in: a code of the app or of the kit, or a passkey. Codes work without script. */
export function SecondStep({ step, state, action, next, hasKit = true }: SecondStepProps) {
  const { token, app, question } = step;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <form action={action} className="flex max-w-md flex-col gap-5">
      <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
        Your second factor
      </h2>
      <ErrorSummary state={state} />
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="app" value={app ? 'yes' : ''} />
      <input type="hidden" name="question" value={JSON.stringify(question)} />
      <input type="hidden" name="next" value={next} />
      {question ? (
        <div className="flex flex-col gap-3">
          <p>Your password was right. Now use your passkey{app ? ', or type a code below' : ''}.</p>
          <PasskeyButton ask={async () => question}>Use a passkey</PasskeyButton>
        </div>
      ) : null}
      {app || hasKit ? (
        <>
          <Field
            name="code"
            label="Code"
            hint={hintOf(app, hasKit)}
            error={errorAt(state, 'code')}
            autoComplete="one-time-code"
            autoCapitalize="characters"
            spellCheck={false}
          />
          <SubmitButton pendingWords="Signing in…" extra="self-start">
            Sign in
          </SubmitButton>
        </>
      ) : null}
    </form>
  );
}

function hintOf(app: boolean, hasKit: boolean): string {
  const kit = 'a code of your recovery kit: it is used up by this, and the factor stays on.';
  if (!app) return `If you have no passkey here, ${kit}`;
  return `Six digits from your authenticator app.${hasKit ? ` If you lost it, ${kit}` : ''}`;
}
