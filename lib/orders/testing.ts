import { randomUUID } from 'node:crypto';
import type { BillingDetails } from '#lib/billing/billing-details.ts';
import { storeDetails } from '#lib/billing/store-details.ts';
import type { CustomerContext } from '#lib/context.ts';
import { micros } from '#lib/money/micros.ts';
import { type Order, type OrderWay, placeOrder } from './place-order.ts';
import { type ReceivedPayment, receivePayment } from './receive-payment.ts';

/** A company in Athens. */
export const testBuyer: BillingDetails = {
  kind: 'company',
  name: 'Αρτοποιείο Ζαχαρίας & Υιοί Ο.Ε.',
  lines: ['Ερμού 15'],
  postalCode: '105 63',
  city: 'Αθήνα',
  region: '',
  country: 'GR',
  vatNumber: 'EL094259216',
  vatLookedUp: null,
};

/** Gives the account billing details: those of `testBuyer`, unless said otherwise. */
export const giveDetails = (ctx: CustomerContext, changed: Partial<BillingDetails> = {}) =>
  storeDetails(ctx.db, ctx.keyring, { ...ctx.actor, details: { ...testBuyer, ...changed } });

/** An order of 50 without tax, unless said otherwise, by an account that has billing details. */
export async function mustOrder(
  ctx: CustomerContext,
  changed: { creditMicros?: number; way?: OrderWay } = {},
): Promise<Order> {
  const placed = await placeOrder(ctx, {
    ...ctx.actor,
    way: changed.way ?? 'card',
    creditMicros: micros(changed.creditMicros ?? 50_000_000),
    idempotencyKey: randomUUID(),
  });
  if (!placed.ok) throw new Error(placed.sentence);
  return placed.order;
}

/** Its payment, right to the coin unless said otherwise. */
export const pay = (ctx: CustomerContext, order: Order, changed: Partial<ReceivedPayment> = {}) =>
  ctx.db.transaction((tx) =>
    receivePayment(tx, ctx.keyring, {
      ...{ accountId: order.accountId, orderId: order.id },
      ...{ amountMicros: order.totalMicros, currency: order.currency },
      ...{ reference: `pi_${order.id}`, receivedAt: new Date() },
      ...changed,
    }),
  );
