import { and, eq, isNull, notExists, sql } from 'drizzle-orm';
import Stripe from 'stripe';
import type { Db } from '#db/client.ts';
import { suspensions } from '#db/schema/accesses.ts';
import { accounts } from '#db/schema/accounts.ts';
import { automaticTopUps, orders } from '#db/schema/billing.ts';
import { balances } from '#db/schema/ledger.ts';
import type { WorkerContext } from '#lib/context.ts';
import { log } from '#lib/log.ts';
import type { Order } from '#lib/orders/place-order.ts';
import { reconcileOrder } from '#lib/payments/reconcile-order.ts';
import { toStripeAmount } from '#lib/payments/stripe-amount.ts';
import { isOpenSuspension } from '#lib/suspensions/open-suspension.ts';
import { endOrder } from './end-order.ts';

/**
 * Charges the kept cards for open automatic orders. In two steps, so that no crash and no second worker charges twice: a
 * payment that moves no money yet is made, and its id is noted at the order; then that one payment is confirmed, and our
 * books are made to say what Stripe says. What Stripe does not answer is tried again. Returns how many ended.
 */
export async function chargeAutomaticOrders(ctx: WorkerContext, stripe: Stripe): Promise<number> {
  const open = await ctx.db
    .select()
    .from(orders)
    .where(and(eq(orders.way, 'automatic'), eq(orders.state, 'open')));
  let ended = 0;
  for (const order of open) {
    try {
      if (await charge(ctx, stripe, order)) ended++;
    } catch (error) {
      log().warn({ err: error, orderId: order.id }, 'A kept card could not be charged yet.');
    }
  }
  return ended;
}

async function charge(ctx: WorkerContext, stripe: Stripe, order: Order): Promise<boolean> {
  const { accountId, id: orderId } = order;
  const card = await chargeableCard(ctx.db, order);
  if (!card) return giveUp(ctx, stripe, order);
  const paymentIntent = order.paymentIntent ?? (await preparePayment(ctx.db, stripe, order, card));
  if (!paymentIntent) return end(ctx.db, order, 'failed');
  await confirm(stripe, order, paymentIntent);
  const state = await reconcileOrder(ctx, stripe, { accountId, orderId }, { paymentIntent });
  if (state === 'failed') await cancelPayment(stripe, paymentIntent);
  return state === 'paid' || state === 'failed';
}

/** Nothing may be charged any more; what has been charged already is booked. */
async function giveUp(ctx: WorkerContext, stripe: Stripe, order: Order): Promise<boolean> {
  const { accountId, id: orderId, paymentIntent } = order;
  if (!paymentIntent || (await cancelPayment(stripe, paymentIntent))) {
    return end(ctx.db, order, 'cancelled');
  }
  return (await reconcileOrder(ctx, stripe, { accountId, orderId })) === 'paid';
}

type Card = { stripeCustomer: string; paymentMethod: string };

/** Asked once more before money moves: it may have been switched off, the account suspended or deleted, a payment disputed. */
async function chargeableCard(db: Db, { accountId }: Order): Promise<Card | null> {
  const [row] = await db
    .select({
      stripeCustomer: automaticTopUps.stripeCustomer,
      paymentMethod: automaticTopUps.paymentMethod,
    })
    .from(automaticTopUps)
    .innerJoin(balances, eq(balances.accountId, automaticTopUps.accountId))
    .innerJoin(accounts, eq(accounts.id, automaticTopUps.accountId))
    .where(
      and(
        eq(automaticTopUps.accountId, accountId),
        isNull(accounts.closedAt),
        notExists(db.select().from(suspensions).where(isOpenSuspension(accountId))),
        sql`${automaticTopUps.enabledAt} is not null and ${balances.debtMicros} = 0`,
      ),
    );
  const { stripeCustomer, paymentMethod } = row ?? {};
  return stripeCustomer && paymentMethod ? { stripeCustomer, paymentMethod } : null;
}

/** A payment that moves no money yet, noted at its order. Null when the card is not there any more. */
async function preparePayment(
  db: Db,
  stripe: Stripe,
  order: Order,
  card: Card,
): Promise<string | null> {
  const mine = and(eq(orders.accountId, order.accountId), eq(orders.id, order.id));
  try {
    const { id } = await stripe.paymentIntents.create(
      {
        ...toStripeAmount(order.totalMicros, order.currency),
        customer: card.stripeCustomer,
        payment_method: card.paymentMethod,
        allowed_payment_method_types: ['card'],
        description: 'SMS credit',
        metadata: { account: order.accountId, order: order.id },
      },
      { idempotencyKey: `automatic:${order.id}` },
    );
    await db
      .update(orders)
      .set({ paymentIntent: id })
      .where(and(mine, isNull(orders.paymentIntent)));
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    log().warn({ err: error, orderId: order.id }, 'A kept card is not there any more.');
  }
  const [noted] = await db.select({ id: orders.paymentIntent }).from(orders).where(mine);
  return noted?.id ?? null;
}

async function confirm(stripe: Stripe, order: Order, paymentIntent: string): Promise<void> {
  try {
    const once = { idempotencyKey: `confirm:${order.id}` };
    await stripe.paymentIntents.confirm(paymentIntent, { off_session: true }, once);
  } catch (error) {
    // The card was refused, or asks for its owner; or another worker was faster. The payment itself says which.
    const isAnswer =
      error instanceof Stripe.errors.StripeCardError ||
      error instanceof Stripe.errors.StripeInvalidRequestError;
    if (!isAnswer) throw error;
  }
}

/** So that nobody completes it later. False when it has been paid. */
async function cancelPayment(stripe: Stripe, paymentIntent: string): Promise<boolean> {
  const { status } = await stripe.paymentIntents.retrieve(paymentIntent);
  if (status === 'succeeded') return false;
  if (status !== 'canceled') await stripe.paymentIntents.cancel(paymentIntent);
  return true;
}

async function end(db: Db, order: Order, state: 'cancelled' | 'failed'): Promise<boolean> {
  await db.transaction((tx) => endOrder(tx, order, state));
  return true;
}
