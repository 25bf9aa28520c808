'use client';

import { startRegistration } from '@simplewebauthn/browser';
import { useActionState, useRef, useState } from 'react';
import type { PasskeyOffer } from '#lib/factors/begin-passkey.ts';
import { idle } from '#lib/web/action-state.ts';
import { type Challenge, StepUp } from './step-up.tsx';
import { Button } from './ui/button.tsx';
import { ErrorSummary } from './ui/error-summary.tsx';
import type { FormAction } from './ui/form-state.ts';
import { Notice } from './ui/notice.tsx';
import { SubmitButton } from './ui/submit-button.tsx';
import { useHydrated } from './ui/use-hydrated.ts';

type AddPasskeyProps = {
  challenge: Challenge;
  begin: FormAction<PasskeyOffer>;
  add: FormAction<null>;
};

/** Adds a passkey: the password first, then what the browser makes. Needs script: browsers make none without. */
export function AddPasskey({ challenge, begin, add }: AddPasskeyProps) {
  const [begun, submit] = useActionState(begin, idle);
  const [added, finish] = useActionState(add, idle);
  const hydrated = useHydrated();
  if (added.status === 'done') return <Notice tone="good" live title="The passkey is added" />;
  if (begun.status === 'done') {
    return (
      <>
        <ErrorSummary state={added} />
        <MakePasskey offer={begun.result} finish={finish} />
      </>
    );
  }
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <noscript>
        <p>Adding a passkey needs JavaScript. An authenticator app works without.</p>
      </noscript>
      <ErrorSummary state={begun} />
      <StepUp state={begun} challenge={challenge} id="add-password" />
      <SubmitButton unavailable={!hydrated} extra="self-start">
        Add a passkey
      </SubmitButton>
    </form>
  );
}

/** A press of its own, because some browsers make a passkey only right after one. */
function MakePasskey({ offer, finish }: { offer: PasskeyOffer; finish: (form: FormData) => void }) {
  const made = useRef<HTMLInputElement>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const make = async () => {
    setTrouble(null);
    try {
      const response = await startRegistration({ optionsJSON: offer });
      if (!made.current) return;
      made.current.value = JSON.stringify(response);
      made.current.form?.requestSubmit();
    } catch (error) {
      const isKnown = error instanceof Error && error.name === 'InvalidStateError';
      setTrouble(isKnown ? KNOWN : NOT_MADE);
    }
  };
  return (
    <form action={finish} className="flex max-w-md flex-col items-start gap-3">
      <p>Now your browser asks where to keep it, and looks whether it is you.</p>
      <input ref={made} type="hidden" name="passkey" defaultValue="" />
      <Button look="primary" onClick={make}>
        Make the passkey
      </Button>
      <p role="status" className="text-sm empty:hidden">
        {trouble}
      </p>
    </form>
  );
}

const KNOWN = 'This device has a passkey of yours already.';
const NOT_MADE = 'No passkey was made. Try again, or load the page to begin anew.';
