import { eq } from 'drizzle-orm';
import Stripe from 'stripe';
import { stripeEvents } from '#db/schema/billing.ts';
import type { Ground } from '#lib/context.ts';
import { type AccountId, type OrderId, parseId } from '#lib/ids.ts';
import { log } from '#lib/log.ts';
import type { PaymentHint } from './look-at-payment.ts';
import { type OrderRef, reconcileOrder } from './reconcile-order.ts';
import type { VerifiedEvent } from './verified-event.ts';

/** What tells that an order may have changed. The webhook at Stripe is set up for these (README.md). */
export const eventTypes = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'charge.refunded',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
] as const;

const isOfUse = (type: string) => (eventTypes as readonly string[]).includes(type);

/**
 * Takes an event: it only says which order to look at; what is booked is what Stripe answers then. Noted after the
 * booking, which is idempotent: a crash between the two does not lose it, since Stripe repeats what got no answer.
 */
export async function takeEvent(
  ground: Ground,
  stripe: Stripe,
  event: VerifiedEvent,
): Promise<'taken' | 'already' | 'ignored'> {
  if (!isOfUse(event.type)) return 'ignored';
  if ((await ground.db.$count(stripeEvents, eq(stripeEvents.id, event.id))) > 0) return 'already';
  const about = await orderOf(stripe, event.data.object as Named);
  if (about) await reconcileOrder(ground, stripe, about.ref, about.hint);
  await ground.db
    .insert(stripeEvents)
    .values({ id: event.id, type: event.type })
    .onConflictDoNothing();
  return 'taken';
}

type Named = { object: string; id: string; payment_intent?: string | { id: string } | null };

/** The order that a checkout, a payment, a refund or a dispute belongs to, as Stripe answers: the event is not believed. */
async function orderOf(
  stripe: Stripe,
  object: Named,
): Promise<{ ref: OrderRef; hint: PaymentHint } | null> {
  try {
    if (object.object === 'checkout.session') {
      const { id, metadata } = await stripe.checkout.sessions.retrieve(object.id);
      return withRef(metadata, { checkoutSession: id });
    }
    const named = object.object === 'payment_intent' ? object.id : object.payment_intent;
    const intentId = typeof named === 'object' ? named?.id : named;
    if (!intentId) return null;
    const { id, metadata } = await stripe.paymentIntents.retrieve(intentId);
    return withRef(metadata, { paymentIntent: id });
  } catch (error) {
    const isGone = error instanceof Stripe.errors.StripeError && error.statusCode === 404;
    if (!isGone) throw error;
    log().warn({ object: object.id }, 'Stripe told of something that it does not know.');
    return null;
  }
}

/** Null for what was not made by us: others may share the account at Stripe. */
function withRef(metadata: Stripe.Metadata | null, hint: PaymentHint) {
  const accountId = parseId<AccountId>(metadata?.account ?? '');
  const orderId = parseId<OrderId>(metadata?.order ?? '');
  return accountId && orderId ? { ref: { accountId, orderId }, hint } : null;
}
