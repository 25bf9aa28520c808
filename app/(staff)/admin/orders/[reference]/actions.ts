'use server';

import { refresh } from 'next/cache';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { staffAction } from '#lib/auth/staff-action.ts';
import { env } from '#lib/env.ts';
import { type ConfirmationId, parseId } from '#lib/ids.ts';
import { parseMoney } from '#lib/money/parse-money.ts';
import { confirmAsSecond } from '#lib/orders/confirm-as-second.ts';
import { confirmTransfer } from '#lib/orders/confirm-transfer.ts';
import { refundPayment } from '#lib/orders/refund-payment.ts';
import { withdrawConfirmation } from '#lib/orders/withdraw-confirmation.ts';
import { done, refuse } from '#lib/web/action-state.ts';

const finance = { roles: ['finance'] } as const;

const seen = z.object({
  ...{ reference: z.string(), amount: z.string() },
  ...{ receivedOn: z.string(), bankReference: z.string() },
});

export const submitConfirmation = staffAction(
  seen,
  async (ctx, input) => {
    const amountMicros = parseMoney(input.amount, env.CURRENCY);
    if (!amountMicros) {
      return refuse([
        { field: 'amount', sentence: 'Write the amount that came in, such as 62.00.' },
      ]);
    }
    const result = await confirmTransfer(ctx, { ...input, amountMicros });
    if (!result.ok) {
      const { field, sentence } = result;
      return field ? refuse([{ field, sentence }]) : refuse([], sentence);
    }
    refresh();
    return done({ outcome: result.outcome });
  },
  finance,
);

const confirmation = z.object({ reference: z.string(), confirmationId: z.string() });

export const submitSecond = staffAction(
  confirmation,
  async (ctx, input) => {
    const confirmationId = parseId<ConfirmationId>(input.confirmationId);
    if (!confirmationId) notFound();
    const result = await confirmAsSecond(ctx, { ...input, confirmationId });
    if (!result.ok) return refuse([], result.sentence);
    refresh();
    return done({ already: result.already });
  },
  finance,
);

export const submitWithdrawal = staffAction(
  confirmation,
  async (ctx, input) => {
    const confirmationId = parseId<ConfirmationId>(input.confirmationId);
    if (!confirmationId) notFound();
    const result = await withdrawConfirmation(ctx, { ...input, confirmationId });
    if (!result.ok) return refuse([], result.sentence);
    refresh();
    return done('withdrawn' as const);
  },
  finance,
);

const given = z.object({
  ...{ reference: z.string(), amount: z.string() },
  ...{ bankReference: z.string(), reason: z.string() },
});

export const submitRefund = staffAction(
  given,
  async (ctx, input) => {
    const amountMicros = parseMoney(input.amount, env.CURRENCY);
    if (!amountMicros) {
      return refuse([{ field: 'amount', sentence: 'Write an amount above zero, such as 62.00.' }]);
    }
    const result = await refundPayment(ctx, { ...input, amountMicros });
    if (!result.ok) {
      const { field, sentence } = result;
      return field ? refuse([{ field, sentence }]) : refuse([], sentence);
    }
    refresh();
    return done({ already: result.already, amountMicros });
  },
  finance,
);
