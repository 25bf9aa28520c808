'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { staffAction } from '#lib/auth/staff-action.ts';
import { retryJob } from '#lib/desk/retry-job.ts';
import { done, refuse } from '#lib/web/action-state.ts';

export const submitRetry = staffAction(
  z.object({ queue: z.string().max(200), id: z.uuid() }),
  async (ctx, input) => {
    if (!(await retryJob(ctx, input))) return refuse([], 'It does not stand as failed any more.');
    refresh();
    return done(null);
  },
  { roles: ['support'] },
);
