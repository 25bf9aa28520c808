import type { Db } from '#db/client.ts';
import { automaticTopUps } from '#db/schema/billing.ts';
import { isOpen } from '#lib/accounts/is-open.ts';
import { micros } from '#lib/money/micros.ts';
import type { Order } from '#lib/orders/place-order.ts';
import type { PaymentFacts } from './look-at-payment.ts';

/**
 * Notes the card that a payer wants to keep for automatic top-ups, in the place of an earlier one. That alone switches
 * nothing on: the amounts are a suggestion, made from what was just bought, until the customer chooses.
 */
export async function keepCard(
  tx: Db,
  { accountId, creditMicros }: Order,
  card: NonNullable<PaymentFacts['keptCard']>,
): Promise<void> {
  if (!(await isOpen(tx, accountId))) return;
  await tx
    .insert(automaticTopUps)
    .values({
      ...{ accountId, ...card, creditMicros },
      belowMicros: micros(5_000_000),
      monthlyMicros: micros(creditMicros * 2),
    })
    .onConflictDoUpdate({ target: automaticTopUps.accountId, set: card });
}
