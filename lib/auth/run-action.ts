import { headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import type { ActionState } from '#lib/web/action-state.ts';
import { answerForm, type FormAction } from '#lib/web/answer-form.ts';

/** `answerForm` within a request of Next.js. */
export async function runAction<Context, Schema extends z.ZodType, Result>(
  form: FormData,
  action: Omit<FormAction<Context, Schema, Result>, 'rethrow'>,
): Promise<ActionState<Result>> {
  const origin = (await headers()).get('origin');
  return answerForm(origin, form, { ...action, rethrow: unstable_rethrow });
}
