'use client';

import Link from 'next/link';
import { useActionState, useState } from 'react';
import { RecoveryKit } from '#components/recovery-kit.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { errorAt, typedIn } from '#components/ui/form-state.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { PasswordField } from '#components/ui/password-field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { UsernameField } from '#components/username-field.tsx';
import { idle } from '#lib/web/action-state.ts';
import { paths } from '#lib/web/paths.ts';
import { submitSignUp } from './actions.ts';

type SignUpFormProps = { passphrase: string; termsVersion: string; signedIn: boolean };

/** The form, and after it the recovery kit: one component, so that the answer which holds the codes is not lost. */
export function SignUpForm({ passphrase, termsVersion, signedIn }: SignUpFormProps) {
  const [state, submit] = useActionState(submitSignUp, idle);
  // A page that comes back brings another passphrase; the one on the screen stays.
  const [offer] = useState(passphrase);
  if (state.status === 'done') {
    return (
      <RecoveryKit
        kit={state.result}
        next={{ href: paths.senders(), words: 'I have kept them: confirm my number' }}
      />
    );
  }
  if (signedIn) {
    return (
      <>
        <PageHeader title="You are signed in" lead="You have an account already." />
        <div>
          <LinkButton href={paths.send()} look="primary">
            Write a message
          </LinkButton>
        </div>
        <p>
          You did not keep your recovery kit? It is not shown again.{' '}
          <Link href={paths.recoveryKit()}>Make a new one</Link>
        </p>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title="Sign up"
        lead="A username and a password. We do not ask for your name, e-mail address or phone number."
      />
      <form action={submit} className="flex max-w-md flex-col gap-5">
        <ErrorSummary state={state} />
        <input type="hidden" name="termsVersion" value={termsVersion} />
        <UsernameField
          state={state}
          hint="3 to 32 letters and digits. You sign in with it; your recipients never see it."
        />
        <PasswordField
          name="password"
          label="Password"
          hint="15 characters or more. A few words that belong together only for you are good."
          offer={offer}
          error={errorAt(state, 'password')}
          autoComplete="new-password"
        />
        <Checkbox
          name="accepted"
          label={
            <>
              I have read the <Link href={paths.terms()}>terms and the privacy statement</Link> and
              accept them
            </>
          }
          error={errorAt(state, 'accepted')}
          defaultChecked={typedIn(state, 'accepted') === 'on'}
        />
        <SubmitButton pendingWords="Making your account…" extra="self-start">
          Sign up
        </SubmitButton>
      </form>
      <p>
        You have an account? <Link href={paths.signIn()}>Sign in</Link>
      </p>
    </>
  );
}
