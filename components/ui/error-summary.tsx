'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import type { ActionState } from '#lib/web/action-state.ts';
import { paths } from '#lib/web/paths.ts';

/**
 * What stands in the way, at the top of a form: one sentence, then a link to each field. Takes the focus when it
 * appears, so that nobody has to look for it. A session that ended meanwhile is said here too.
 */
export function ErrorSummary({ state }: { state: ActionState }) {
  const box = useRef<HTMLDivElement>(null);
  const here = usePathname();
  useEffect(() => {
    if (state.status === 'problems' || state.status === 'signedOut') box.current?.focus();
  }, [state]);
  if (state.status !== 'problems' && state.status !== 'signedOut') return null;
  const problems = state.status === 'problems' ? state.problems : [];
  const sentence = state.sentence ?? 'Please look at this first:';
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="flex flex-col gap-2 rounded-lg border-2 border-bad bg-surface p-4"
    >
      <p className="font-semibold">{sentence}</p>
      {problems.length > 0 ? (
        <ul className="flex flex-col gap-1">
          {problems.map((problem) => (
            <li key={`${problem.field} ${problem.sentence}`}>
              <a
                href={`#${problem.field}`}
                className="font-medium text-bad max-sm:pressable hover:text-bad"
              >
                {problem.sentence}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      {state.status === 'signedOut' ? (
        <p>
          <Link
            href={here.startsWith(paths.admin()) ? paths.staffSignIn(here) : paths.signIn(here)}
            className="max-sm:pressable"
          >
            Sign in again
          </Link>
        </p>
      ) : null}
    </div>
  );
}
