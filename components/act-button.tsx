'use client';

import { type ReactNode, useActionState } from 'react';
import { type ActionState, idle } from '#lib/web/action-state.ts';
import type { ButtonLook } from './ui/button.tsx';
import { ErrorSummary } from './ui/error-summary.tsx';
import type { FormAction } from './ui/form-state.ts';
import { SubmitButton } from './ui/submit-button.tsx';

type ActButtonProps<Result> = {
  action: FormAction<Result>;
  hidden: Record<string, string>;
  look?: ButtonLook;
  children: ReactNode;
};

/** One button that does something at once, and says above itself why not. Works without script. */
export function ActButton<Result>({
  action,
  hidden,
  look = 'secondary',
  children,
}: ActButtonProps<Result>) {
  const [state, submit] = useActionState<ActionState<Result>, FormData>(action, idle);
  return (
    <form action={submit} className="flex flex-col items-start gap-3">
      <ErrorSummary state={state} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton look={look}>{children}</SubmitButton>
    </form>
  );
}
