import { minorUnitMicros } from '#lib/billing/minor-units.ts';
import { type Micros, micros } from '#lib/money/micros.ts';
import type { Order } from './place-order.ts';
import { netBack, partOf, type Reversal } from './reverse-payment.ts';

/** What of a payment has not gone back, with tax. */
export const leftOfPayment = (order: Order, earlier: Reversal[]): Micros =>
  micros(order.totalMicros - netBack(earlier, (row) => row.totalMicros));

/**
 * The most that can go back of a payment, with tax and in whole coins: what is left of it, and its credit no more than
 * `creditMicros`. What nobody paid in, such as trial credit, is in no payment and so never goes back.
 */
export function refundable(order: Order, earlier: Reversal[], creditMicros: Micros): Micros {
  const coin = minorUnitMicros(order.currency);
  const left = leftOfPayment(order, earlier);
  const creditIn = (total: number): number =>
    partOf(order, earlier, { kind: 'refund', totalMicros: micros(total) })?.creditMicros ?? 0;
  if (creditIn(left) <= creditMicros) return left;
  const share = (BigInt(creditMicros) * BigInt(order.totalMicros)) / BigInt(order.creditMicros);
  let total = Math.min(left, (Math.floor(Number(share) / coin) + 1) * coin);
  // Rounding the tax moves the credit by a coin or two.
  while (total > 0 && creditIn(total) > creditMicros) total -= coin;
  return micros(total);
}
