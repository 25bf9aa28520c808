'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { customerAction } from '#lib/auth/customer-action.ts';
import { typedDetails } from '#lib/billing/parse-details.ts';
import { removeDetails } from '#lib/billing/remove-details.ts';
import { saveDetails } from '#lib/billing/save-details.ts';
import { viesState } from '#lib/billing/vies-state.ts';
import { done, refuse } from '#lib/web/action-state.ts';
import { localPath } from '#lib/web/local-path.ts';
import { paths } from '#lib/web/paths.ts';

const form = typedDetails.extend({
  /** Where to go on paying. */
  next: z.string().optional(),
  /** Only the fields of another country are wanted: without JavaScript a button asks for them. */
  only: z.string().optional(),
});

export const save = customerAction(form, async (ctx, { next, only, ...typed }) => {
  if (only) return refuse([]);
  const result = await saveDetails(ctx, typed);
  if (!result.ok) return refuse(result.problems);
  const state = viesState(result.details);
  if (next && state !== 'invalid') redirect(localPath(next, paths.billingDetails()));
  refresh();
  return done(state);
});

export const remove = customerAction(
  z.object({}),
  async (ctx) => {
    const cancelled = await removeDetails(ctx);
    refresh();
    return done(cancelled);
  },
  { allowOldTerms: true },
);
