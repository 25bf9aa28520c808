'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { customerAction } from '#lib/auth/customer-action.ts';
import { continueBatch } from '#lib/holds/continue-batch.ts';
import { type BatchId, parseId } from '#lib/ids.ts';
import { cancelBatch } from '#lib/messages/cancel-batch.ts';
import { done, refuse } from '#lib/web/action-state.ts';
import { noteFeature } from '#lib/web/note-feature.ts';

/** Stops what has not left yet; what was set aside for it comes back. */
export const stopBatch = customerAction(
  z.object({ batchId: z.string() }),
  async (ctx, input) => {
    const batchId = parseId<BatchId>(input.batchId);
    if (!batchId) return refuse([], 'This send does not exist.');
    const cancelled = await cancelBatch(ctx, batchId);
    if (!cancelled.ok) return refuse([], cancelled.sentence);
    refresh();
    await noteFeature('batch_stopped');
    return done({ cancelled: cancelled.cancelled });
  },
  { allowOldTerms: true },
);

/** Lets a send that is held go on. */
export const letGoOn = customerAction(z.object({ batchId: z.string() }), async (ctx, input) => {
  const batchId = parseId<BatchId>(input.batchId);
  if (!batchId) return refuse([], 'This send does not exist.');
  const went = await continueBatch(ctx, batchId);
  if (!went.ok) return refuse([], went.sentence);
  refresh();
  return done('went' as const);
});
