'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { customerAction } from '#lib/auth/customer-action.ts';
import { chooseCeilings } from '#lib/ceilings/choose-ceilings.ts';
import { proofFields } from '#lib/factors/proof-fields.ts';
import { type BatchId, parseId } from '#lib/ids.ts';
import { done, refuse } from '#lib/web/action-state.ts';
import { noteFeature } from '#lib/web/note-feature.ts';
import { paths } from '#lib/web/paths.ts';

const form = z.object({
  country: z.string(),
  from: z.string(),
  hour: z.string(),
  day: z.string(),
  month: z.string(),
  ...proofFields,
});

/** Sets the ceilings of everything or of one country; who came from a send that waits goes back to it. */
export const saveCeilings = customerAction(form, async (ctx, { from, ...choice }) => {
  const result = await chooseCeilings(ctx, choice);
  if (!result.ok) return refuse(result.problems);
  await noteFeature('ceilings_chosen');
  const batchId = parseId<BatchId>(from);
  if (batchId) redirect(paths.batch(batchId));
  refresh();
  return done('saved' as const);
});
