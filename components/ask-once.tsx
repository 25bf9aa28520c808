'use client';

import { type ReactNode, useActionState } from 'react';
import { type ActionState, idle } from '#lib/web/action-state.ts';
import { buttonClass } from './ui/button.tsx';
import { ErrorSummary } from './ui/error-summary.tsx';
import { SubmitButton } from './ui/submit-button.tsx';

type AskOnceProps<Result> = {
  /** What the closed button says. */
  words: string;
  /** What will be lost. */
  children: ReactNode;
  /** The button that does it. */
  confirm: string;
  action: (previous: ActionState<Result>, form: FormData) => Promise<ActionState<Result>>;
  hidden: Record<string, string>;
  /** What is said when it is done, if this stays on the page. */
  doneWords?: string;
};

/** For what cannot be undone: a button that opens the question, and in it what will be lost. Works without script. */
export function AskOnce<Result>({
  words,
  children,
  confirm,
  action,
  hidden,
  doneWords,
}: AskOnceProps<Result>) {
  const [state, run] = useActionState<ActionState<Result>, FormData>(action, idle);
  if (state.status === 'done' && doneWords) return <p role="status">{doneWords}</p>;
  const refused = state.status === 'problems' || state.status === 'signedOut';
  return (
    <details open={refused} className="group/ask max-w-prose">
      <summary className={buttonClass('secondary', 'list-none group-open/ask:mb-3')}>
        {words}
      </summary>
      <form action={run} className="flex flex-col items-start gap-3 rounded-lg border p-4">
        <ErrorSummary state={state} />
        <div>{children}</div>
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <SubmitButton look="danger">{confirm}</SubmitButton>
      </form>
    </details>
  );
}
