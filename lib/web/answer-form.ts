import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { TooBusy } from '#lib/accounts/bcrypt-pool.ts';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import type { ActionState, Done, Refusal } from './action-state.ts';
import { formFields, problemsOf, typedIn } from './form-fields.ts';

/** Whoever may run the action, or the state that says why not. */
export type Entrance<Context> = { ctx: Context } | { refusal: ActionState<never> };

export type FormAction<Context, Schema extends z.ZodType, Result> = {
  schema: Schema;
  enter: (typed: Record<string, string>) => Promise<Entrance<Context>>;
  run: (ctx: Context, input: z.output<Schema>) => Promise<Refusal | Done<Result>>;
  /** Throws what is no failure but the framework's way to travel: redirects, "not found". */
  rethrow: (error: unknown) => void;
};

/**
 * What every form action does, in this order, once: is the request from our own pages, who asks, what was typed, the
 * verb. Refusals become the form's next state. Anything unexpected is logged here with a reference, and the visitor
 * reads the reference only.
 */
export async function answerForm<Context, Schema extends z.ZodType, Result>(
  origin: string | null,
  form: FormData,
  { schema, enter, run, rethrow }: FormAction<Context, Schema, Result>,
): Promise<ActionState<Result>> {
  const typed = typedIn(form);
  // Next.js lets requests without an Origin pass (RFC 6454 §7); ours must name us: forms of other sites do nothing.
  if (origin !== env.APP_ORIGIN) return problem(foreignOrigin(), typed);
  try {
    const entrance = await enter(typed);
    if ('refusal' in entrance) return entrance.refusal;
    const parsed = schema.safeParse(formFields(form));
    if (!parsed.success) return { status: 'problems', ...problemsOf(parsed.error), typed };
    const outcome = await run(entrance.ctx, parsed.data);
    if (!outcome.refused) return { status: 'done', result: outcome.result };
    const { problems, sentence } = outcome;
    return { status: 'problems', problems, sentence, typed: { ...typed, ...outcome.typed } };
  } catch (error) {
    rethrow(error);
    return problem(error instanceof TooBusy ? BUSY : unexpected(error), typed);
  }
}

const BUSY = 'Very many people ask at this moment. Nothing was done. Please try again in a minute.';

const foreignOrigin = () =>
  `This form did not come from ${env.APP_ORIGIN}, so nothing was done. Please open that address and try again.`;

function problem(sentence: string, typed: Record<string, string>): ActionState<never> {
  return { status: 'problems', sentence, problems: [], typed };
}

function unexpected(error: unknown): string {
  const reference = randomBytes(4).toString('hex').toUpperCase();
  log().error({ err: error, reference }, 'An action failed.');
  return `Something went wrong on our side, and nothing you typed is lost. Please try again. If it stays, tell us this reference: ${reference}.`;
}
