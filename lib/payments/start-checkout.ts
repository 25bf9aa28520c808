import { and, eq, isNull } from 'drizzle-orm';
import Stripe from 'stripe';
import type { Db } from '#db/client.ts';
import { automaticTopUps, orders } from '#db/schema/billing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import type { OrderId } from '#lib/ids.ts';
import { log } from '#lib/log.ts';
import type { Order } from '#lib/orders/place-order.ts';
import { paths } from '#lib/web/paths.ts';
import { checkoutOrigin } from './checkout-origin.ts';
import { toStripeAmount } from './stripe-amount.ts';
import { stripeClient } from './stripe-client.ts';

/**
 * `url`: where the card is typed in. `over`: it has been paid, or cannot be any more. `not_found`: also what is not theirs.
 * `away`: Stripe does not answer.
 */
export type StartCheckoutResult =
  | { ok: true; url: string }
  | { ok: false; refusal: 'not_found' | 'over' | 'not_offered' | 'away' };

const MINUTE_MS = 60_000;
/** Stripe lets a checkout live from half an hour to a day; a minute for clocks that differ. */
const shortestMs = 31 * MINUTE_MS;

/**
 * Where one of the customer's open orders is paid by card: a checkout at Stripe, made once for an order however often it
 * is asked for. Stripe gets the amount with tax, the words "SMS credit" and our ids; nothing of who buys. With `keepCard` the
 * card may be charged again for automatic top-ups.
 */
export async function startCheckout(
  ctx: CustomerContext,
  orderId: OrderId,
  { keepCard = false }: { keepCard?: boolean } = {},
): Promise<StartCheckoutResult> {
  const stripe = stripeClient();
  if (!stripe) return { ok: false, refusal: 'not_offered' };
  const { accountId } = ctx.actor;
  const mine = and(eq(orders.accountId, accountId), eq(orders.id, orderId));
  const [order] = await ctx.db.select().from(orders).where(mine);
  if (order?.way !== 'card') return { ok: false, refusal: 'not_found' };
  const isTooLate = !order.checkoutSession && endOf(order) < Date.now() + shortestMs;
  if (order.state !== 'open' || isTooLate) return { ok: false, refusal: 'over' };
  const session = await sessionOf(ctx.db, stripe, order, keepCard);
  if (!session) return { ok: false, refusal: 'away' };
  if (session.status !== 'open' || !session.url) return { ok: false, refusal: 'over' };
  if (new URL(session.url).origin !== checkoutOrigin()) {
    throw new Error('Stripe named a checkout at another site than its own.');
  }
  return { ok: true, url: session.url };
}

/** The one checkout of the order. Null when Stripe does not answer. */
async function sessionOf(
  db: Db,
  stripe: Stripe,
  order: Order,
  keepCard: boolean,
): Promise<Stripe.Checkout.Session | null> {
  try {
    return order.checkoutSession
      ? await stripe.checkout.sessions.retrieve(order.checkoutSession)
      : await makeSession(db, stripe, order, keepCard);
  } catch (error) {
    const { StripeConnectionError, StripeAPIError, StripeRateLimitError } = Stripe.errors;
    const isAway = [StripeConnectionError, StripeAPIError, StripeRateLimitError].some(
      (kind) => error instanceof kind,
    );
    if (!isAway) throw error;
    log().warn({ err: error, orderId: order.id }, 'Stripe could not be asked for a checkout.');
    return null;
  }
}

/** The same however often it is asked: a request that is sent again must be the same to the letter. */
const endOf = (order: Order) => order.lapsesAt.getTime() - MINUTE_MS;

async function makeSession(
  db: Db,
  stripe: Stripe,
  order: Order,
  keepCard: boolean,
): Promise<Stripe.Checkout.Session> {
  const customer = keepCard ? await customerOf(db, stripe, order) : null;
  const session = await stripe.checkout.sessions.create(sessionFor(order, customer), {
    idempotencyKey: `checkout:${order.id}${keepCard ? ':keep' : ''}`,
  });
  const noted = await db
    .update(orders)
    .set({ checkoutSession: session.id })
    .where(
      and(
        eq(orders.accountId, order.accountId),
        eq(orders.id, order.id),
        isNull(orders.checkoutSession),
      ),
    )
    .returning({ id: orders.id });
  if (noted.length > 0) return session;
  const [other] = await db
    .select({ id: orders.checkoutSession })
    .from(orders)
    .where(and(eq(orders.accountId, order.accountId), eq(orders.id, order.id)));
  if (!other?.id || other.id === session.id) return session;
  // The same form was sent at the same moment with another wish: one checkout stays.
  await stripe.checkout.sessions.expire(session.id);
  return stripe.checkout.sessions.retrieve(other.id);
}

function sessionFor(order: Order, customer: string | null): Stripe.Checkout.SessionCreateParams {
  const metadata = { account: order.accountId, order: order.id };
  const { amount, currency } = toStripeAmount(order.totalMicros, order.currency);
  const page = `${env.APP_ORIGIN}${paths.topUpOrder(order.id)}`;
  return {
    mode: 'payment',
    allowed_payment_method_types: ['card'],
    // Else the payer may pay in another currency.
    adaptive_pricing: { enabled: false },
    line_items: [
      {
        quantity: 1,
        price_data: { currency, unit_amount: amount, product_data: { name: 'SMS credit' } },
      },
    ],
    client_reference_id: order.id,
    metadata,
    payment_intent_data: {
      metadata,
      ...(customer ? { setup_future_usage: 'off_session' as const } : {}),
    },
    ...(customer ? { customer } : {}),
    expires_at: Math.floor(endOf(order) / 1000),
    success_url: `${page}?from=paid`,
    cancel_url: `${page}?from=left`,
  };
}

/** Who pays, for Stripe: a number without a name. The one whose card is kept, whose place a new card takes. */
async function customerOf(db: Db, stripe: Stripe, { accountId, id }: Order): Promise<string> {
  const [kept] = await db
    .select({ id: automaticTopUps.stripeCustomer })
    .from(automaticTopUps)
    .where(eq(automaticTopUps.accountId, accountId));
  if (kept?.id) return kept.id;
  const customer = await stripe.customers.create(
    { metadata: { account: accountId } },
    // Of the order: another one's may have been deleted since.
    { idempotencyKey: `customer:${id}` },
  );
  return customer.id;
}
