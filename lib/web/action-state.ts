import type { FieldProblem } from './field-problem.ts';

/**
 * What a form action answers and `useActionState` keeps. `typed` is what the visitor wrote, to fill the form again;
 * it never has a password or a code in it.
 */
export type ActionState<Result = unknown> =
  | { status: 'idle' }
  | {
      status: 'problems';
      sentence: string | null;
      problems: FieldProblem[];
      typed: Record<string, string>;
    }
  | { status: 'signedOut'; sentence: string; typed: Record<string, string> }
  | { status: 'done'; result: Result };

/** The state of a form that has not been sent. */
export const idle: ActionState<never> = { status: 'idle' };

/** A verb said no: at fields, in one sentence, or both. `typed`: what was read from a file, to go on with as text. */
export type Refusal = {
  refused: true;
  problems: FieldProblem[];
  sentence: string | null;
  typed?: Record<string, string>;
};

/** A verb did what was asked. */
export type Done<Result> = { refused: false; result: Result };

export const refuse = (
  problems: FieldProblem[],
  sentence: string | null = null,
  typed: Record<string, string> = {},
): Refusal => ({ refused: true, problems, sentence, typed });

export const done = <Result>(result: Result): Done<Result> => ({ refused: false, result });
