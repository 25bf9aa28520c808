'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { signDeviceOut, signOthersOut } from './actions.ts';

/** Signs one device out. */
export function SignOutForm({ id, words }: { id: string; words: string }) {
  const [state, submit] = useActionState(signDeviceOut, idle);
  return (
    <form action={submit} className="flex flex-col items-start gap-2">
      <ErrorSummary state={state} />
      <input type="hidden" name="device" value={id} />
      <SubmitButton look="secondary">
        Sign out<span className="heard">: {words}</span>
      </SubmitButton>
    </form>
  );
}

const closedInWords = (closed: number) =>
  closed === 1 ? 'One other device was signed out' : `${closed} other devices were signed out`;

/** Signs all devices out but this one; stays to say how many, when there is none any more. */
export function SignOthersOutForm({ others }: { others: number }) {
  const [state, submit] = useActionState(signOthersOut, idle);
  return (
    <form action={submit} className="flex flex-col items-start gap-4">
      <ErrorSummary state={state} />
      {state.status === 'done' ? (
        <Notice tone="good" live title={closedInWords(state.result.closed)} />
      ) : null}
      {others > 0 ? (
        <SubmitButton look="secondary">
          {others === 1 ? 'Sign the other device out' : `Sign the ${others} others out`}
        </SubmitButton>
      ) : null}
    </form>
  );
}
