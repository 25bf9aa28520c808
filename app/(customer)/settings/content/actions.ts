'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { customerAction } from '#lib/auth/customer-action.ts';
import { chooseContent } from '#lib/content/choose-content.ts';
import { destroyPast } from '#lib/content/destroy-past.ts';
import { proofFields } from '#lib/factors/proof-fields.ts';
import { done, refuse } from '#lib/web/action-state.ts';
import { noteFeature } from '#lib/web/note-feature.ts';

const days = z
  .string()
  .regex(/^\d{1,3}$/, 'Choose one of these.')
  .transform(Number);

/** Masking switched on by its button, or for how long things are kept by theirs. */
export const saveKeeping = customerAction(
  z.object({ contentDays: days, numberDays: days, ...proofFields }),
  async (ctx, input) => {
    const result = await chooseContent(ctx, input);
    if (!result.ok) return refuse(result.problems);
    refresh();
    await noteFeature('keeping_chosen', input.contentDays === 0 ? 'masking' : 'days');
    return done(input.contentDays);
  },
  { allowOldTerms: true },
);

/** "The past too". */
export const forgetPast = customerAction(
  z.object({}),
  async (ctx) => {
    const result = await destroyPast(ctx);
    if (!result.ok) return refuse([], result.sentence);
    refresh();
    await noteFeature('past_destroyed');
    return done(result.batches);
  },
  { allowOldTerms: true },
);
