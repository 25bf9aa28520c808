'use server';

import { refresh } from 'next/cache';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { staffAction } from '#lib/auth/staff-action.ts';
import { parseId, type RefundId } from '#lib/ids.ts';
import { payRefund } from '#lib/refunds/pay-refund.ts';
import { done, refuse } from '#lib/web/action-state.ts';

const finance = { roles: ['finance'] } as const;

const form = z.object({ refundId: z.string(), note: z.string() });

export const submitPayment = staffAction(
  form,
  async (ctx, { refundId, note }) => {
    const id = parseId<RefundId>(refundId);
    if (!id) notFound();
    const result = await payRefund(ctx, { refundId: id, note });
    if (!result.ok) {
      const { field, sentence } = result;
      return field ? refuse([{ field, sentence }]) : refuse([], sentence);
    }
    refresh();
    return done({ already: result.already });
  },
  finance,
);
