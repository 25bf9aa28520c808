'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { customerAction } from '#lib/auth/customer-action.ts';
import { proofFields } from '#lib/factors/proof-fields.ts';
import { parseId, type SenderId } from '#lib/ids.ts';
import { chooseRecoveryNumber } from '#lib/recovery/choose-recovery-number.ts';
import { done, refuse } from '#lib/web/action-state.ts';

export const switchOn = customerAction(
  z.object({ senderId: z.string().default(''), ...proofFields }),
  async (ctx, { senderId: chosen, ...proof }) => {
    const senderId = parseId<SenderId>(chosen);
    if (!senderId) return refuse([{ field: 'senderId', sentence: 'Choose a number.' }]);
    const result = await chooseRecoveryNumber(ctx, { senderId, ...proof });
    if (!result.ok) return refuse(result.problems);
    refresh();
    return done(null);
  },
);

export const switchOff = customerAction(
  z.object(proofFields),
  async (ctx, proof) => {
    const result = await chooseRecoveryNumber(ctx, { senderId: null, ...proof });
    if (!result.ok) return refuse(result.problems);
    refresh();
    return done(null);
  },
  { allowOldTerms: true },
);
