'use client';

import { useActionState } from 'react';
import { idle } from '#lib/web/action-state.ts';
import type { FormAction } from './ui/form-state.ts';
import { SubmitButton } from './ui/submit-button.tsx';

/** Ends the session of this browser. */
export function SignOutButton({ action }: { action: FormAction }) {
  const [, submit] = useActionState(action, idle);
  return (
    <form action={submit}>
      <SubmitButton
        look="quiet"
        pendingWords="Signing out…"
        extra="-mr-4 whitespace-nowrap max-sm:-mr-2 max-sm:px-2"
      >
        Sign out
      </SubmitButton>
    </form>
  );
}
