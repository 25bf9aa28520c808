import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { invoices, orders, reversals } from '#db/schema/billing.ts';
import { type AccountId, newId, type RefundId, type ReversalId, type UserId } from '#lib/ids.ts';
import { issueCorrection } from '#lib/invoices/issue-invoice.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';
import { type Micros, micros } from '#lib/money/micros.ts';
import type { Order } from '#lib/orders/place-order.ts';
import { refundable } from '#lib/orders/refundable.ts';
import { partOf } from '#lib/orders/reverse-payment.ts';

/** What of a payment goes back with a balance. */
export type PaidBackPart = {
  order: Order;
  creditMicros: Micros;
  vatMicros: Micros;
  totalMicros: Micros;
};

/**
 * What of a balance (credit, without tax) came from payments, the newest payment first, in whole coins: that goes back with
 * its tax. What no payment covers was a gift.
 */
export async function partsOfBalance(
  db: Db,
  accountId: AccountId,
  balanceMicros: Micros,
): Promise<PaidBackPart[]> {
  // One whose invoice need not be kept any more cannot be corrected, and its payer has waited for many years.
  const paid = await db
    .select({ order: orders })
    .from(orders)
    .innerJoin(
      invoices,
      and(
        ...[eq(invoices.accountId, orders.accountId), eq(invoices.orderId, orders.id)],
        isNull(invoices.reversalId),
      ),
    )
    .where(and(eq(orders.accountId, accountId), eq(orders.state, 'paid')))
    .orderBy(desc(orders.id));
  const gone = await db.select().from(reversals).where(eq(reversals.accountId, accountId));
  const parts: PaidBackPart[] = [];
  let leftMicros = balanceMicros;
  for (const { order } of paid) {
    const earlier = gone.filter(({ orderId }) => orderId === order.id);
    const totalMicros = refundable(order, earlier, leftMicros);
    const part = partOf(order, earlier, { kind: 'refund', totalMicros });
    if (!part) continue;
    parts.push({ order, totalMicros, ...part });
    leftMicros = micros(leftMicros - part.creditMicros);
  }
  return parts;
}

/** Whoever books what went back of one of these orders waits until the caller's transaction ends. */
export async function lockPaidOrders(tx: Db, accountId: AccountId): Promise<void> {
  await tx
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.accountId, accountId), eq(orders.state, 'paid')))
    .orderBy(orders.id)
    .for('no key update');
}

/** What reversals of balances that were paid back are booked under begins so; the refund and the order follow. */
export const payBackMark = 'pay-back:';

/**
 * Issues the credit notes for the part of a deleted account's balance that came from payments and is paid back now, in the
 * caller's transaction, which has locked the orders. The ledger has that money in the entries of the balance itself.
 */
export async function creditPaidBack(
  { db: tx, keyring }: { db: Db; keyring: Keyring },
  refund: { accountId: AccountId; refundId: RefundId; byUserId: UserId },
  balanceMicros: Micros,
): Promise<void> {
  const { accountId, refundId, byUserId } = refund;
  for (const { order, ...part } of await partsOfBalance(tx, accountId, balanceMicros)) {
    const { id: orderId, currency, vatTreatment, vatRate } = order;
    const [reversal] = await tx
      .insert(reversals)
      .values({
        ...{ accountId, orderId, currency, vatTreatment, vatRate, kind: 'refund', byUserId },
        ...{ id: newId<ReversalId>(), ...part, at: sql`now()` },
        reference: `${payBackMark}${refundId}:${orderId}`,
        reason: 'The account was deleted and its balance paid back',
      })
      .returning();
    await issueCorrection(tx, keyring, { order, reversal: reversal! });
  }
}
