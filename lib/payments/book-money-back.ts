import { and, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { automaticTopUps, orders } from '#db/schema/billing.ts';
import { holdBatches } from '#lib/holds/hold-batches.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';
import { log } from '#lib/log.ts';
import { type Micros, micros } from '#lib/money/micros.ts';
import type { Order } from '#lib/orders/place-order.ts';
import { readReversals } from '#lib/orders/read-reversals.ts';
import { leftOfPayment } from '#lib/orders/refundable.ts';
import { type Reversal, reversePayment } from '#lib/orders/reverse-payment.ts';
import type { MoneyBack } from './look-at-payment.ts';

/**
 * Books a refund or a dispute of an order that was paid, and that a dispute was won, in the caller's transaction; each
 * once. A bank may take another amount than was paid, or count in another currency: at most what is left of the payment
 * is booked, and all of it in doubt, so that nobody keeps credit that is not paid for. A dispute switches automatic top-ups
 * off, and where it leaves a debt, what has not been sent is held.
 */
export async function bookMoneyBack(
  tx: Db,
  keyring: Keyring,
  order: Order,
  back: MoneyBack,
): Promise<void> {
  const earlier = await lockedReversals(tx, order);
  const { kind, reference } = back;
  const same = earlier.find((one) => one.kind === kind && one.reference === reference);
  const totalMicros = same?.totalMicros ?? amountOf(order, earlier, back);
  if (totalMicros <= 0) {
    const about = { accountId: order.accountId, orderId: order.id, reference };
    log().error(about, 'More went back than was paid: this part is not booked.');
    return;
  }
  const common = { accountId: order.accountId, orderId: order.id, currency: order.currency };
  const { already, reversal } = await mustReverse(tx, keyring, {
    ...{ ...common, kind, reference, totalMicros },
  });
  if (kind === 'dispute' && !already && !back.isWon) await stopSpending(tx, reversal);
  if (back.isWon) {
    await mustReverse(tx, keyring, { ...common, kind: 'dispute_won', reference, totalMicros });
  }
}

/** Whoever disputes may not know of the next payment either: what spends waits for somebody who knows the password. */
async function stopSpending(tx: Db, { accountId, debtMicros }: Reversal): Promise<void> {
  await tx
    .update(automaticTopUps)
    .set({ enabledAt: null })
    .where(eq(automaticTopUps.accountId, accountId));
  if (debtMicros > 0) await holdBatches(tx, accountId, 'debt');
}

async function lockedReversals(tx: Db, { accountId, id }: Order): Promise<Reversal[]> {
  // Whoever books the same at this moment is waited for, and its row is seen.
  await tx
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.accountId, accountId), eq(orders.id, id)))
    .for('no key update');
  return readReversals(tx, { accountId, id });
}

function amountOf(order: Order, earlier: Reversal[], { amount }: MoneyBack): Micros {
  const left = leftOfPayment(order, earlier);
  const isOurs = amount?.currency === order.currency;
  return micros(isOurs ? Math.min(amount.amountMicros, left) : left);
}

async function mustReverse(
  tx: Db,
  keyring: Keyring,
  wanted: Parameters<typeof reversePayment>[2],
): Promise<{ already: boolean; reversal: Reversal }> {
  const result = await reversePayment(tx, keyring, wanted);
  if (!result.ok) throw new Error(`A ${wanted.kind} was refused: ${result.refusal}.`);
  return result;
}
