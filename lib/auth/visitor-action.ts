import type { z } from 'zod';
import type { VisitorContext } from '#lib/context.ts';
import type { ActionState, Done, Refusal } from '#lib/web/action-state.ts';
import { readVisitor } from './read-visitor.ts';
import { runAction } from './run-action.ts';

/** A form action that anybody may send: signing up and in, recovery, the answer about cookies. */
export function visitorAction<Schema extends z.ZodType, Result>(
  schema: Schema,
  run: (ctx: VisitorContext, input: z.output<Schema>) => Promise<Refusal | Done<Result>>,
): (previous: ActionState<Result>, form: FormData) => Promise<ActionState<Result>> {
  const enter = async () => ({ ctx: await readVisitor() });
  return async (_previous, form) => runAction(form, { schema, enter, run });
}
