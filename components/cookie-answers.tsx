'use client';

import { type RefObject, useActionState, useEffect, useId, useLayoutEffect, useRef } from 'react';
import type { Offered } from '#lib/features/offered.ts';
import { type ActionState, idle } from '#lib/web/action-state.ts';
import type { Consent } from '#lib/web/cookies.ts';
import { Button } from './ui/button.tsx';
import type { FormAction } from './ui/form-state.ts';
import { SubmitButton } from './ui/submit-button.tsx';

type CookieAnswersProps = { action: FormAction<Consent>; offered: Exclude<Offered, 'nothing'> };

/**
 * The three answers to the cookie question, alike in size and contrast, each of one press. "Choose" opens a box over the
 * page, without script too, so that what stands on the page stays.
 */
export function CookieAnswers({ action, offered }: CookieAnswersProps) {
  const [state, submit] = useActionState(action, idle);
  const whole = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (state.status !== 'idle') box.current?.hidePopover?.();
  }, [state]);
  useFocusKept(whole);
  const problem = problemIn(state);
  return (
    <div ref={whole} className="flex flex-col gap-2 sm:max-w-md">
      {problem ? (
        <p role="alert" className="text-sm text-bad">
          {problem}
        </p>
      ) : null}
      <form action={submit} className="grid grid-cols-3 gap-3">
        <Button type="submit" name="answer" value="yes" extra="max-sm:px-1">
          Accept all
        </Button>
        <Button type="submit" name="answer" value="no" extra="max-sm:px-1">
          Refuse
        </Button>
        <Button popoverTarget={id} extra="max-sm:px-1">
          Choose
        </Button>
      </form>
      <div
        ref={box}
        id={id}
        popover="auto"
        role="dialog"
        aria-labelledby={`${id}-title`}
        className="m-auto w-[calc(100%-2rem)] max-w-md rounded-lg border bg-surface p-4 text-ink backdrop:bg-black/50 sm:p-6"
      >
        <form action={submit} className="flex flex-col gap-4">
          <fieldset className="flex flex-col gap-1.5">
            <legend id={`${id}-title`} className="mb-1 text-lg font-semibold">
              What may be counted?
            </legend>
            {choicesOf(offered).map(({ value, words, hint }) => (
              <label key={value} className="flex min-h-11 items-start gap-3">
                <input
                  type="radio"
                  name="answer"
                  value={value}
                  required
                  className="mt-0.5 size-6 shrink-0"
                />
                <span>
                  {words}
                  <span className="block text-sm text-muted">{hint}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <div className="flex flex-wrap gap-3">
            <SubmitButton>Save my choice</SubmitButton>
            <Button popoverTarget={id} popoverTargetAction="hide">
              Close
            </Button>
          </div>
        </form>
      </div>
    </div>
  );
}

/** A banner that has its answer goes away with the pressed button: the keyboard goes on with the page and not from its start. */
function useFocusKept(whole: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = whole.current;
    return () => {
      if (!element?.contains(document.activeElement)) return;
      document.getElementById('main')?.focus({ preventScroll: true });
    };
  }, [whole]);
}

/** What was kept is seen at once; what was not must be said. */
const problemIn = (state: ActionState<Consent>): string | null =>
  state.status === 'problems' ? (state.sentence ?? state.problems[0]?.sentence ?? null) : null;

type Choice = { value: Consent; words: string; hint: string };

function choicesOf(offered: Exclude<Offered, 'nothing'>): Choice[] {
  const here: Choice[] = [
    { value: 'no', words: 'Nothing', hint: 'We remember only that you said no.' },
    {
      value: 'here',
      words: 'Features that I use, here',
      hint: 'All SMS adds one to a total. No cookie, and nobody else is told.',
    },
  ];
  if (offered === 'here') return here;
  return [
    ...here,
    {
      value: 'yes',
      words: 'Features that I use, here and at Mixpanel',
      hint: 'Mixpanel is told under a random number, kept in two cookies for three months.',
    },
  ];
}
