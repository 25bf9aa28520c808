'use server';

import { refresh } from 'next/cache';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { staffAction } from '#lib/auth/staff-action.ts';
import { type AccountId, parseId } from '#lib/ids.ts';
import { grantCredit } from '#lib/ledger/grant-credit.ts';
import { parseMoney } from '#lib/money/parse-money.ts';
import { done, refuse } from '#lib/web/action-state.ts';

const finance = { roles: ['finance'] } as const;

const form = z.object({
  accountId: z.string(),
  amount: z.string(),
  reason: z.string(),
  idempotencyKey: z.uuid(),
});

export const submitGrant = staffAction(
  form,
  async (ctx, input) => {
    const accountId = parseId<AccountId>(input.accountId);
    if (!accountId) notFound();
    const amount = parseMoney(input.amount);
    if (!amount) {
      return refuse([
        { field: 'amount', sentence: 'Write an amount above zero, such as 20 or 2.50.' },
      ]);
    }
    const result = await grantCredit(ctx, { ...input, accountId, amount });
    if (!result.ok) return refuse([{ field: result.field, sentence: result.sentence }]);
    refresh();
    return done({ already: result.already, amount });
  },
  finance,
);
