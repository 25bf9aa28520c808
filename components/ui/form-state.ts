import type { ActionState } from '#lib/web/action-state.ts';

/** A server action as forms here take it: for `useActionState`, which also works before JavaScript. */
export type FormAction<Result = unknown> = (
  previous: ActionState<Result>,
  form: FormData,
) => Promise<ActionState<Result>>;

/** The sentence to show at a field, if the last answer had one for it. */
export function errorAt(state: ActionState, field: string): string | undefined {
  if (state.status !== 'problems') return undefined;
  return state.problems.find((problem) => problem.field === field)?.sentence;
}

/** What was typed last into a field, else `fallback`. Never a password or a code. */
export function typedIn(state: ActionState, field: string, fallback = ''): string {
  if (state.status !== 'problems' && state.status !== 'signedOut') return fallback;
  return state.typed[field] ?? fallback;
}

/** What a field needs to show how it was answered: spread it on the field. */
export const typedField = (state: ActionState, name: string, fallback = '') => ({
  name,
  error: errorAt(state, name),
  defaultValue: typedIn(state, name, fallback),
});
