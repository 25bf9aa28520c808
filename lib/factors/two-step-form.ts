import { z } from 'zod';

const text = z.string().default('');

/** What `components/second-step.tsx` sends; a form without a token is at its first step. */
const secondStep = { token: text, code: text, passkey: text, next: text };

/**
 * The form of a sign-in in two steps. `needed`: the fields of the first step, each with the sentence to show when it is
 * empty.
 */
export function twoStepForm<Field extends string>(needed: Record<Field, string>) {
  const names = Object.keys(needed) as Field[];
  const firstStep = Object.fromEntries(names.map((name) => [name, text])) as Record<
    Field,
    typeof text
  >;
  return z.object({ ...firstStep, ...secondStep }).superRefine((typed, check) => {
    const given: Record<string, unknown> = typed;
    if (given.token) return;
    for (const name of names) {
      if (!given[name]) check.addIssue({ code: 'custom', path: [name], message: needed[name] });
    }
  });
}
