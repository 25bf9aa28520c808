'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { staffAction } from '#lib/auth/staff-action.ts';
import { failUnknown } from '#lib/desk/fail-unknown.ts';
import { retryJob } from '#lib/desk/retry-job.ts';
import { type AccountId, parseId } from '#lib/ids.ts';
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

export const submitNeverReceived = staffAction(
  z.object({ account: z.string(), until: z.iso.datetime() }),
  async (ctx, input) => {
    const accountId = parseId<AccountId>(input.account);
    const until = new Date(input.until);
    const ended = accountId ? await failUnknown(ctx, { accountId, until }) : 0;
    if (ended === 0) return refuse([], 'None of them waits for an answer any more.');
    refresh();
    return done(null);
  },
  { roles: ['support'] },
);
