'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { staffAction } from '#lib/auth/staff-action.ts';
import { askProviderTest } from '#lib/providers/ask-provider-test.ts';
import { done, refuse } from '#lib/web/action-state.ts';

export const submitTest = staffAction(
  z.object({ provider: z.string(), number: z.string() }),
  async (ctx, { provider, number }) => {
    const result = await askProviderTest(ctx, { provider, typed: number });
    if (!result.ok) {
      const { field, sentence } = result;
      return field ? refuse([{ field, sentence }]) : refuse([], sentence);
    }
    refresh();
    return done(null);
  },
  { roles: ['support'] },
);
