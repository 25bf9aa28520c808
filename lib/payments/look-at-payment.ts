import type Stripe from 'stripe';
import type { Micros } from '#lib/money/micros.ts';
import type { Order } from '#lib/orders/place-order.ts';
import { fromStripeAmount } from './stripe-amount.ts';

/** Money that went back, or that the payer's bank took back. `amountMicros` null: not a whole number of coins. */
export type MoneyBack = {
  kind: 'refund' | 'dispute';
  reference: string;
  amount: { amountMicros: Micros; currency: string } | null;
  createdS: number;
  /** Of a dispute: it was decided for us, and the money came again. */
  isWon: boolean;
};

/** What Stripe knows of an order at this moment. */
export type PaymentFacts = {
  /** `open`: it may still be paid. */
  state: 'open' | 'paid' | 'lapsed' | 'failed';
  checkoutSession: string | null;
  paymentIntent: string | null;
  /** What came in; null in every other state than `paid`. */
  received: { amount: ReturnType<typeof fromStripeAmount>; at: Date } | null;
  back: MoneyBack[];
  /** The card that may be charged again without the payer. */
  keptCard: { stripeCustomer: string; paymentMethod: string } | null;
};

/** Which payment to look at, where the order does not know it yet. */
export type PaymentHint = { checkoutSession?: string; paymentIntent?: string };

const mostReversals = 1000;

/**
 * Asks Stripe how the payment of an order stands: the checkout, the payment, refunds and disputes. Null when there is
 * none, or when what is found was made for another order.
 */
export async function lookAtPayment(
  stripe: Stripe,
  order: Order,
  hint: PaymentHint = {},
): Promise<PaymentFacts | null> {
  const sessionId = order.checkoutSession ?? hint.checkoutSession;
  const intentId = order.paymentIntent ?? hint.paymentIntent;
  const expand = ['payment_intent.latest_charge'];
  const session = sessionId ? await stripe.checkout.sessions.retrieve(sessionId, { expand }) : null;
  const found = session?.payment_intent ?? (session ? null : intentId) ?? null;
  const intent =
    typeof found === 'string'
      ? await stripe.paymentIntents.retrieve(found, { expand: ['latest_charge'] })
      : found;
  const isOurs = [session, intent].every((one) => !one || one.metadata?.order === order.id);
  if (!isOurs || !(session || intent)) return null;
  const state = stateOf(order, session, intent);
  const isPaid = state === 'paid' && intent;
  return {
    state,
    checkoutSession: session?.id ?? null,
    paymentIntent: intent?.id ?? null,
    received: isPaid ? receivedBy(intent) : null,
    back: isPaid ? await backOf(stripe, intent.id) : [],
    keptCard: isPaid ? keptCardOf(intent) : null,
  };
}

function stateOf(
  { way }: Order,
  session: Stripe.Checkout.Session | null,
  intent: Stripe.PaymentIntent | null,
): PaymentFacts['state'] {
  if (intent?.status === 'succeeded') return 'paid';
  if (session?.status === 'open') return 'open';
  if (session?.status === 'expired') return 'lapsed';
  // A card that was refused may be followed by another: only its checkout knows when that is over.
  if (!session && way === 'card') return 'open';
  const isOver =
    intent?.status === 'canceled' ||
    intent?.status === 'requires_payment_method' ||
    // Nobody is there to confirm it.
    intent?.status === 'requires_action';
  return isOver ? 'failed' : 'open';
}

function receivedBy(intent: Stripe.PaymentIntent): PaymentFacts['received'] {
  const charge = intent.latest_charge;
  const createdS = charge && typeof charge === 'object' ? charge.created : intent.created;
  const amount = fromStripeAmount(intent.amount_received, intent.currency);
  return { amount, at: new Date(createdS * 1000) };
}

function keptCardOf(intent: Stripe.PaymentIntent): PaymentFacts['keptCard'] {
  const idOf = (one: string | { id: string } | null) => (typeof one === 'string' ? one : one?.id);
  const [stripeCustomer, paymentMethod] = [idOf(intent.customer), idOf(intent.payment_method)];
  const isKept = intent.setup_future_usage === 'off_session' && stripeCustomer && paymentMethod;
  return isKept ? { stripeCustomer, paymentMethod } : null;
}

/** An inquiry of the bank, or a dispute that was prevented, moves no money. */
const movesMoney = ({ status }: Stripe.Dispute) =>
  !status.startsWith('warning_') && status !== 'prevented';

async function backOf(stripe: Stripe, paymentIntent: string): Promise<MoneyBack[]> {
  const all = { limit: mostReversals };
  const of = { payment_intent: paymentIntent, limit: 100 };
  const refunds = await stripe.refunds.list(of).autoPagingToArray(all);
  const disputes = await stripe.disputes.list(of).autoPagingToArray(all);
  const back = (
    kind: MoneyBack['kind'],
    { id, amount, currency, created }: Stripe.Refund | Stripe.Dispute,
    isWon = false,
  ): MoneyBack => ({
    ...{ kind, reference: id, createdS: created, isWon },
    amount: fromStripeAmount(amount, currency),
  });
  // Of the same second, what was given back counts before what was taken.
  return [
    ...refunds.filter(({ status }) => status === 'succeeded').map((one) => back('refund', one)),
    ...disputes.filter(movesMoney).map((one) => back('dispute', one, one.status === 'won')),
  ].sort((a, b) => a.createdS - b.createdS);
}
