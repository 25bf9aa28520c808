'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { customerAction } from '#lib/auth/customer-action.ts';
import { type OrderId, parseId } from '#lib/ids.ts';
import { parseMoney } from '#lib/money/parse-money.ts';
import { cancelOrder } from '#lib/orders/cancel-order.ts';
import { placeOrder } from '#lib/orders/place-order.ts';
import { startCheckout } from '#lib/payments/start-checkout.ts';
import { done, refuse } from '#lib/web/action-state.ts';
import { noteFeature } from '#lib/web/note-feature.ts';
import { paths } from '#lib/web/paths.ts';
import { checkoutProblem } from './checkout-problem.ts';

const form = z.object({
  amount: z.string({ error: 'Choose an amount.' }),
  otherAmount: z.string().default(''),
  keepCard: z.string().optional(),
  idempotencyKey: z.uuid(),
});

/** The button that leads to where the card is typed in: the order first, so that the same form sent twice is one. */
export const payByCard = customerAction(form, async (ctx, input) => {
  const field = input.amount === 'other' ? 'otherAmount' : 'amount';
  const credit = parseMoney(input.amount === 'other' ? input.otherAmount : input.amount);
  if (!credit) return refuse([{ field, sentence: 'Write an amount, such as 25 or 32.50.' }]);
  const keepCard = input.keepCard !== undefined;
  const placed = await placeOrder(ctx, {
    ...{ ...ctx.actor, way: 'card', creditMicros: credit },
    // What was changed in the form that came back is another order.
    idempotencyKey: `card:${input.idempotencyKey}:${credit}:${keepCard}`,
  });
  if (!placed.ok && placed.field === 'details') redirect(paths.billingDetails(paths.topUp()));
  if (!placed.ok) return refuse([{ field, sentence: placed.sentence }]);
  const started = await startCheckout(ctx, placed.order.id, { keepCard });
  if (started.ok) {
    await noteFeature('top_up_begun', 'card');
    redirect(started.url);
  }
  if (started.refusal === 'over') redirect(paths.topUpOrder(placed.order.id));
  return refuse([], checkoutProblem(started.refusal));
});

const orderForm = z.object({ orderId: z.string() });

/** An order that waits: to the same checkout again. */
export const goOnPaying = customerAction(orderForm, async (ctx, input) => {
  const orderId = parseId<OrderId>(input.orderId);
  if (!orderId) return refuse([], checkoutProblem('not_found'));
  const started = await startCheckout(ctx, orderId);
  if (started.ok) redirect(started.url);
  return refuse([], checkoutProblem(started.refusal));
});

export const giveUpOrder = customerAction(orderForm, async (ctx, input) => {
  const orderId = parseId<OrderId>(input.orderId);
  if (!orderId) return refuse([], checkoutProblem('not_found'));
  const result = await cancelOrder(ctx, orderId);
  if (!result.ok) return refuse([], result.sentence);
  refresh();
  return done(null);
});
