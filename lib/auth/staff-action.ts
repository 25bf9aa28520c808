import { notFound } from 'next/navigation';
import type { z } from 'zod';
import type { ActionState, Done, Refusal } from '#lib/web/action-state.ts';
import type { Entrance } from '#lib/web/answer-form.ts';
import { readSignedIn } from './read-signed-in.ts';
import { readStaff, type SignedInStaff } from './require-staff.ts';
import { runAction } from './run-action.ts';

/** A form action for staff. Whose session has ended is told so; for customers there is no such thing. */
export function staffAction<Schema extends z.ZodType, Result>(
  schema: Schema,
  run: (ctx: SignedInStaff, input: z.output<Schema>) => Promise<Refusal | Done<Result>>,
): (previous: ActionState<Result>, form: FormData) => Promise<ActionState<Result>> {
  const enter = async (typed: Record<string, string>): Promise<Entrance<SignedInStaff>> => {
    const ctx = await readStaff();
    if (ctx) return { ctx };
    if (await readSignedIn()) notFound();
    const sentence = 'Your session has ended, and nothing was done. Please sign in again.';
    return { refusal: { status: 'signedOut', sentence, typed } };
  };
  return async (_previous, form) => runAction(form, { schema, enter, run });
}
