'use client';

import Link from 'next/link';
import { useActionState, useState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { errorAt, typedField } from '#components/ui/form-state.ts';
import { Notice } from '#components/ui/notice.tsx';
import { PasswordField } from '#components/ui/password-field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { UsernameField } from '#components/username-field.tsx';
import { type ActionState, idle } from '#lib/web/action-state.ts';
import { paths } from '#lib/web/paths.ts';
import { SignInWithIt } from '../sign-in-with-it.tsx';
import { submitAsk, submitCode } from './actions.ts';

type Asked = { ask: string; username: string };

/** Asks for a code, then takes it. Without script the second form comes back alone, with what names the code. */
export function NumberForms({ passphrase }: { passphrase: string }) {
  const [asking, ask] = useActionState(submitAsk, idle);
  const [setting, set] = useActionState<ActionState<{ mustSignIn: boolean }>, FormData>(
    submitCode,
    idle,
  );
  const [offer] = useState(passphrase);
  if (setting.status === 'done')
    return <SignInWithIt tone="good" title="Your new password is set" />;
  const asked = askedIn(setting) ?? (asking.status === 'done' ? asking.result : null);
  if (!asked) return <AskForm state={asking} action={ask} />;
  return <CodeForm asked={asked} state={setting} action={set} offer={offer} />;
}

function askedIn(state: ActionState): Asked | null {
  if (state.status !== 'problems') return null;
  const { ask, username } = state.typed;
  return ask && username ? { ask, username } : null;
}

type FormProps = { state: ActionState; action: (form: FormData) => void };

function AskForm({ state, action }: FormProps) {
  return (
    <form action={action} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      <UsernameField state={state} />
      <Field
        {...typedField(state, 'number')}
        label="Your mobile number"
        hint="With its country code, such as +30 691 234 5678."
        type="tel"
        autoComplete="tel"
      />
      <SubmitButton extra="self-start">Send me a code</SubmitButton>
    </form>
  );
}

function CodeForm({ asked, state, action, offer }: FormProps & { asked: Asked; offer: string }) {
  return (
    <form action={action} className="flex max-w-md flex-col gap-5">
      <Notice
        live
        title="If this is switched on for this username and number, a code is on its way"
      >
        <p>
          It works for ten minutes. No code after two?{' '}
          <Link href={paths.recover()}>Use a code of your recovery kit</Link>.
        </p>
      </Notice>
      <ErrorSummary state={state} />
      <input type="hidden" name="ask" value={asked.ask} />
      <input type="hidden" name="username" autoComplete="username" value={asked.username} />
      <Field
        name="code"
        label="Code"
        hint="The six digits that came by SMS."
        error={errorAt(state, 'code')}
        inputMode="numeric"
        autoComplete="one-time-code"
      />
      <PasswordField
        name="newPassword"
        label="New password"
        hint="15 characters or more."
        offer={offer}
        error={errorAt(state, 'newPassword')}
        autoComplete="new-password"
      />
      <SubmitButton extra="self-start">Set the new password</SubmitButton>
    </form>
  );
}
