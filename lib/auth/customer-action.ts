import type { z } from 'zod';
import { hasAcceptedTerms } from '#lib/accounts/accept-terms.ts';
import type { ActionState, Done, Refusal } from '#lib/web/action-state.ts';
import type { Entrance } from '#lib/web/answer-form.ts';
import { paths } from '#lib/web/paths.ts';
import { readCustomer, type SignedInCustomer } from './require-customer.ts';
import { runAction } from './run-action.ts';

/**
 * A form action for signed-in customers who have accepted the current terms (`allowOldTerms`: as for `requireCustomer`). A
 * session that has ended answers `signedOut` with everything that was typed.
 */
export function customerAction<Schema extends z.ZodType, Result>(
  schema: Schema,
  run: (ctx: SignedInCustomer, input: z.output<Schema>) => Promise<Refusal | Done<Result>>,
  { allowOldTerms = false }: { allowOldTerms?: boolean } = {},
): (previous: ActionState<Result>, form: FormData) => Promise<ActionState<Result>> {
  const enter = async (typed: Record<string, string>): Promise<Entrance<SignedInCustomer>> => {
    const ctx = await readCustomer();
    if (!ctx) return { refusal: { status: 'signedOut', sentence: SIGNED_OUT, typed } };
    if (!allowOldTerms && !(await hasAcceptedTerms(ctx.db, ctx.actor.accountId))) {
      return { refusal: { status: 'problems', sentence: OLD_TERMS, problems: [], typed } };
    }
    return { ctx };
  };
  return async (_previous, form) => runAction(form, { schema, enter, run });
}

const SIGNED_OUT =
  'Your session has ended, and nothing was done. Sign in again: what you typed is still here.';
const OLD_TERMS = `The terms wait for you. Please read and accept them at ${paths.acceptTerms()}, then try again.`;
