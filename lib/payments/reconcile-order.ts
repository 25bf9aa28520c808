import { and, eq, isNull } from 'drizzle-orm';
import type Stripe from 'stripe';
import type { Db } from '#db/client.ts';
import { orders, payments } from '#db/schema/billing.ts';
import type { Ground } from '#lib/context.ts';
import type { AccountId, OrderId } from '#lib/ids.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';
import { log } from '#lib/log.ts';
import type { Order } from '#lib/orders/place-order.ts';
import { receivePayment } from '#lib/orders/receive-payment.ts';
import { inTransaction } from '#lib/outbox/run-sql.ts';
import { endOrder } from '#lib/top-ups/end-order.ts';
import { bookMoneyBack } from './book-money-back.ts';
import { keepCard } from './keep-card.ts';
import { lookAtPayment, type PaymentFacts, type PaymentHint } from './look-at-payment.ts';

export type OrderRef = { accountId: AccountId; orderId: OrderId };

/** How the order stands afterwards; null: there is no such order, or Stripe knows nothing of it. */
export type Reconciled = PaymentFacts['state'] | null;

/**
 * Makes our books say what Stripe says of an order: paid, what went back, given up. Whatever was told before, doubled, late
 * or in another order, it ends alike, since only the present state counts and each fact is booked once. What came in is
 * booked only if it is what was ordered, to the coin; else staff are told (`listUnbooked`). Throws when Stripe or the
 * database cannot be reached: then nothing of it is booked.
 */
export async function reconcileOrder(
  ground: Ground,
  stripe: Stripe,
  { accountId, orderId }: OrderRef,
  hint: PaymentHint = {},
): Promise<Reconciled> {
  const [order] = await ground.db
    .select()
    .from(orders)
    .where(and(eq(orders.accountId, accountId), eq(orders.id, orderId)));
  if (!order || order.way === 'transfer') return null;
  const facts = await lookAtPayment(stripe, order, hint);
  if (!facts) return null;
  await inTransaction(ground.db, (tx) => book(tx, ground.keyring, order, facts));
  return facts.state;
}

async function book(tx: Db, keyring: Keyring, order: Order, facts: PaymentFacts): Promise<void> {
  const { state } = facts;
  if (state === 'paid') return bookPayment(tx, keyring, order, facts);
  if (state === 'open') return;
  return endOrder(tx, order, state);
}

const thisOne = (order: Order) =>
  and(eq(orders.accountId, order.accountId), eq(orders.id, order.id));

async function bookPayment(
  tx: Db,
  keyring: Keyring,
  order: Order,
  { received, paymentIntent, checkoutSession, back, keptCard }: PaymentFacts,
): Promise<void> {
  if (!received || !paymentIntent) return;
  const { accountId, id: orderId } = order;
  const about = { accountId, orderId, paymentIntent };
  const result = received.amount
    ? await receivePayment(tx, keyring, {
        ...{ accountId, orderId, reference: paymentIntent, receivedAt: received.at },
        ...received.amount,
      })
    : ({ ok: false, refusal: 'amount' } as const);
  // After the payment, whose locks come in the order in which a deletion of the account takes them.
  await noteIds(tx, order, { paymentIntent, checkoutSession });
  if (!result.ok) {
    log().error({ ...about, refusal: result.refusal }, 'A payment came in that cannot be booked.');
    return;
  }
  if (result.already && !(await isPaidBy(tx, order, paymentIntent))) {
    log().error(about, 'An order was paid twice: this payment is not booked.');
    return;
  }
  for (const one of back) await bookMoneyBack(tx, keyring, order, one);
  // Only with the booking: told again later, it must not bring back a card that was forgotten since.
  if (keptCard && !result.already) await keepCard(tx, order, keptCard);
}

/** What the order does not know yet, when it was paid before the checkout could be noted. */
async function noteIds(
  tx: Db,
  order: Order,
  ids: Pick<PaymentFacts, 'paymentIntent' | 'checkoutSession'>,
): Promise<void> {
  if (order.paymentIntent) return;
  await tx
    .update(orders)
    .set({
      paymentIntent: ids.paymentIntent,
      checkoutSession: order.checkoutSession ?? ids.checkoutSession,
    })
    .where(and(thisOne(order), isNull(orders.paymentIntent)));
}

async function isPaidBy(tx: Db, order: Order, reference: string): Promise<boolean> {
  const paid = and(eq(payments.accountId, order.accountId), eq(payments.orderId, order.id));
  return (await tx.$count(payments, and(paid, eq(payments.reference, reference)))) > 0;
}
