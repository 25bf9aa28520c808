'use client';

import { startAuthentication } from '@simplewebauthn/browser';
import { type ReactNode, useRef, useState } from 'react';
import type { PasskeyQuestion } from '#lib/factors/ask-passkey.ts';
import { Button } from './ui/button.tsx';
import { useHydrated } from './ui/use-hydrated.ts';

type PasskeyButtonProps = {
  /** Asks the server what to ask the passkey; null: it cannot be asked now. */
  ask: () => Promise<PasskeyQuestion | null>;
  children: ReactNode;
};

/**
 * Asks for a passkey, puts its answer into the field `passkey` and sends the form in which it stands. Without script, and
 * in browsers without passkeys, there is only the field.
 */
export function PasskeyButton({ ask, children }: PasskeyButtonProps) {
  const answer = useRef<HTMLInputElement>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const hydrated = useHydrated();
  const canAsk = hydrated && typeof window.PublicKeyCredential === 'function';
  const use = async () => {
    setTrouble(null);
    const field = answer.current;
    try {
      const optionsJSON = await ask();
      if (!field || !optionsJSON) return setTrouble(NOT_NOW);
      field.value = JSON.stringify(await startAuthentication({ optionsJSON }));
      field.form?.requestSubmit();
    } catch {
      setTrouble(NOT_USED);
    }
  };
  return (
    <>
      <input ref={answer} type="hidden" name="passkey" defaultValue="" />
      {canAsk ? (
        <Button onClick={use} extra="self-start">
          {children}
        </Button>
      ) : null}
      <p role="status" className="text-sm empty:hidden">
        {trouble}
      </p>
    </>
  );
}

const NOT_NOW = 'Your passkeys cannot be asked now. Load the page again.';
const NOT_USED = 'No passkey was used. Try again, or take the other way.';
