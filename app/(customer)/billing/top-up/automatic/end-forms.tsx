'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { dropCard, stopAutomatic } from './actions.ts';

/** Ways out, without a password: they spend nothing. */
export function EndForms({ isOn }: { isOn: boolean }) {
  const [stopped, stop] = useActionState(stopAutomatic, idle);
  const [dropped, drop] = useActionState(dropCard, idle);
  return (
    <div className="flex flex-col gap-3">
      <ErrorSummary state={stopped} />
      <ErrorSummary state={dropped} />
      <div className="flex flex-wrap gap-3">
        {isOn ? (
          <form action={stop}>
            <SubmitButton look="secondary">Switch it off</SubmitButton>
          </form>
        ) : null}
        <form action={drop}>
          <SubmitButton look="danger">Forget the card</SubmitButton>
        </form>
      </div>
    </div>
  );
}
