import { notFound } from 'next/navigation';
import type { z } from 'zod';
import { judgeEntrance, type StaffDoor } from '#lib/staff/judge-entrance.ts';
import type { ActionState, Done, Refusal } from '#lib/web/action-state.ts';
import type { Entrance } from '#lib/web/answer-form.ts';
import { readSignedIn } from './read-signed-in.ts';
import { readStaff, type StaffSession } from './require-staff.ts';
import { runAction } from './run-action.ts';

/**
 * A form action for staff of the roles in `door` (none: all), with what `requireStaff` asks for. Whose session has ended is
 * told so; for customers and for other roles there is no such thing.
 */
export function staffAction<Schema extends z.ZodType, Result>(
  schema: Schema,
  run: (ctx: StaffSession, input: z.output<Schema>) => Promise<Refusal | Done<Result>>,
  door: StaffDoor = {},
): (previous: ActionState<Result>, form: FormData) => Promise<ActionState<Result>> {
  const enter = async (typed: Record<string, string>): Promise<Entrance<StaffSession>> => {
    const ctx = await readStaff();
    const judgement = ctx ? judgeEntrance(ctx.known, door) : 'not_found';
    if (ctx && judgement === 'pass') return { ctx };
    if (judgement === 'no_factor' || judgement === 'no_agreement') {
      const sentence = missing[judgement];
      return { refusal: { status: 'problems', sentence, problems: [], typed } };
    }
    if (ctx || (await readSignedIn())) notFound();
    const sentence = 'Your session has ended, and nothing was done. Please sign in again.';
    return { refusal: { status: 'signedOut', sentence, typed } };
  };
  return async (_previous, form) => runAction(form, { schema, enter, run });
}

const missing = {
  no_factor: 'Prove your second factor first: see Security. Nothing was done.',
  no_agreement: 'Your agreement is not on record: see Security. Nothing was done.',
};
