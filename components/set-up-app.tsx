'use client';

import { useActionState } from 'react';
import type { PendingApp } from '#lib/factors/read-pending-app.ts';
import { idle } from '#lib/web/action-state.ts';
import { AskOnce } from './ask-once.tsx';
import { type Challenge, StepUp } from './step-up.tsx';
import { CopyButton } from './ui/copy-button.tsx';
import { ErrorSummary } from './ui/error-summary.tsx';
import { Field } from './ui/field.tsx';
import { errorAt, type FormAction } from './ui/form-state.ts';
import { Notice } from './ui/notice.tsx';
import { SubmitButton } from './ui/submit-button.tsx';

type SetUpAppProps = {
  isOn: boolean;
  /** What to scan, once it was begun. */
  pending: PendingApp | null;
  challenge: Challenge;
  begin: FormAction<null>;
  confirm: FormAction<null>;
  remove: FormAction<null>;
};

/** An authenticator app: begun with a password, scanned, confirmed with a code, removed. Works without script. */
export function SetUpApp({ isOn, pending, challenge, begin, confirm, remove }: SetUpAppProps) {
  if (isOn) return <On challenge={challenge} remove={remove} />;
  if (!pending) return <Begin challenge={challenge} begin={begin} />;
  return (
    <>
      <Scan pending={pending} />
      <Confirm confirm={confirm} />
    </>
  );
}

function On({ challenge, remove }: Pick<SetUpAppProps, 'challenge' | 'remove'>) {
  return (
    <>
      <Notice tone="good" live title="Your authenticator app is on">
        <p>Signing in asks for a code from it.</p>
      </Notice>
      <AskOnce words="Remove…" confirm="Remove the app" action={remove} hidden={{}}>
        <p className="mb-4">
          Its codes stop working here. Delete the entry in the app too: a new one gets another
          secret.
        </p>
        <StepUp state={idle} challenge={challenge} />
      </AskOnce>
    </>
  );
}

function Begin({ challenge, begin }: Pick<SetUpAppProps, 'challenge' | 'begin'>) {
  const [state, submit] = useActionState(begin, idle);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      <StepUp state={state} challenge={challenge} />
      <SubmitButton extra="self-start">Show the QR code</SubmitButton>
    </form>
  );
}

function Scan({ pending: { qr, secretGroups, uri } }: { pending: PendingApp }) {
  return (
    <section className="flex flex-col gap-4" aria-label="What to scan">
      <p className="max-w-prose">
        Scan this with the app. It is shown for 15 minutes, and never again after the next step.
      </p>
      {/* Dark on light in both schemes: cameras expect it so. */}
      <svg
        role="img"
        aria-label="QR code for your authenticator app"
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        className="size-56 max-w-full rounded-md"
        shapeRendering="crispEdges"
      >
        <rect width={qr.size} height={qr.size} fill="white" />
        <path d={qr.path} fill="black" />
      </svg>
      <div className="flex flex-col items-start gap-2">
        <p>
          On this device? <a href={uri}>Open it in your app</a>, or type this secret into it:
        </p>
        <p className="font-mono break-words">{secretGroups}</p>
        <CopyButton text={secretGroups.replaceAll(' ', '')} />
      </div>
    </section>
  );
}

function Confirm({ confirm }: Pick<SetUpAppProps, 'confirm'>) {
  const [state, submit] = useActionState(confirm, idle);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      <Field
        name="code"
        label="Code"
        hint="The six digits that the app shows now."
        error={errorAt(state, 'code')}
        inputMode="numeric"
        autoComplete="one-time-code"
      />
      <SubmitButton extra="self-start">Switch it on</SubmitButton>
    </form>
  );
}
