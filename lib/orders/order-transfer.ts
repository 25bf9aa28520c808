import { and, eq, ne } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import { orders } from '#db/schema/billing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import type { Micros } from '#lib/money/micros.ts';
import { type Order, placeOrder } from './place-order.ts';

export type OrderTransfer = {
  /** Without tax. */
  creditMicros: Micros;
  /** The same form sent twice is one order, unless it says another amount. */
  formKey: string;
};
export type OrderTransferResult =
  | { ok: true; order: Order; already: boolean }
  | { ok: false; field: 'amount' | 'details' | null; sentence: string };

/** So many may wait for their money at once. */
export const MOST_OPEN_TRANSFERS = 5;

/**
 * Places an order that is paid by bank transfer. Refused besides what `placeOrder` refuses: without BANK_ACCOUNT, and while
 * `MOST_OPEN_TRANSFERS` wait already.
 */
export async function orderTransfer(
  { db, keyring, actor }: CustomerContext,
  { creditMicros, formKey }: OrderTransfer,
): Promise<OrderTransferResult> {
  if (!env.BANK_ACCOUNT) {
    return { ok: false, field: null, sentence: 'Transfers are not offered at the moment.' };
  }
  const { accountId, userId } = actor;
  const idempotencyKey = `transfer:${formKey}:${creditMicros}`;
  return db.transaction(async (tx) => {
    // One after the other, so that two forms at once do not both take the last place.
    await tx
      .select({ id: accounts.id })
      .from(accounts)
      .where(eq(accounts.id, accountId))
      .for('no key update');
    const open = await tx.$count(
      orders,
      and(
        ...[eq(orders.accountId, accountId), eq(orders.way, 'transfer'), eq(orders.state, 'open')],
        ne(orders.idempotencyKey, idempotencyKey),
      ),
    );
    if (open >= MOST_OPEN_TRANSFERS) return { ok: false, field: null, sentence: tooMany };
    return placeOrder(
      { db: tx, keyring },
      { accountId, userId, way: 'transfer', creditMicros, idempotencyKey },
    );
  });
}

const tooMany = `${MOST_OPEN_TRANSFERS} transfers are waiting for their money already. Pay or cancel one of them first.`;
