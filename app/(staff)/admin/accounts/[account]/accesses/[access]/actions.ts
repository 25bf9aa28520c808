'use server';

import { refresh } from 'next/cache';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { endAccess } from '#lib/accesses/end-access.ts';
import { staffAction } from '#lib/auth/staff-action.ts';
import { type AccessId, type AccountId, parseId } from '#lib/ids.ts';
import { done } from '#lib/web/action-state.ts';

const form = z.object({ accountId: z.string(), accessId: z.string() });

export const submitEnd = staffAction(
  form,
  async (ctx, input) => {
    const accountId = parseId<AccountId>(input.accountId);
    const accessId = parseId<AccessId>(input.accessId);
    const result = accountId && accessId && (await endAccess(ctx, { accountId, accessId }));
    if (!result) notFound();
    refresh();
    return done({ already: result.already });
  },
  { roles: ['support'] },
);
