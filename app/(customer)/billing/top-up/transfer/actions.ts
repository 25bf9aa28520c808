'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { customerAction } from '#lib/auth/customer-action.ts';
import { env } from '#lib/env.ts';
import { parseMoney } from '#lib/money/parse-money.ts';
import { orderTransfer } from '#lib/orders/order-transfer.ts';
import { refuse } from '#lib/web/action-state.ts';
import { noteFeature } from '#lib/web/note-feature.ts';
import { paths } from '#lib/web/paths.ts';

const form = z.object({ transferAmount: z.string(), idempotencyKey: z.uuid() });

/** Places an order that is paid by transfer, and leads to where it says what to transfer. */
export const submitTransfer = customerAction(
  form,
  async (ctx, { transferAmount, idempotencyKey }) => {
    const creditMicros = parseMoney(transferAmount, env.CURRENCY);
    if (creditMicros === null) {
      const sentence = 'Write an amount of credit, such as 50 or 120.50.';
      return refuse([{ field: 'transferAmount', sentence }]);
    }
    const placed = await orderTransfer(ctx, { creditMicros, formKey: idempotencyKey });
    if (placed.ok) {
      await noteFeature('top_up_begun', 'transfer');
      redirect(paths.topUpOrder(placed.order.id));
    }
    if (placed.field === 'details') redirect(paths.billingDetails(paths.topUp()));
    return placed.field === 'amount'
      ? refuse([{ field: 'transferAmount', sentence: placed.sentence }])
      : refuse([], placed.sentence);
  },
);
