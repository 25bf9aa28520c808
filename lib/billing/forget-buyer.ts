import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { billingDetails, orders } from '#db/schema/billing.ts';
import type { AccountId } from '#lib/ids.ts';

/**
 * Takes an account's billing details out of the database, in the caller's transaction, and with them what can be paid:
 * open orders are cancelled, since nobody could be invoiced. Returns how many. Invoices have who bought for themselves.
 * The details first: whoever places an order at this moment holds them, and is waited for.
 */
export async function forgetBuyer(tx: Db, accountId: AccountId): Promise<number> {
  await tx.delete(billingDetails).where(eq(billingDetails.accountId, accountId));
  const mine = eq(orders.accountId, accountId);
  const cancelled = await tx
    .update(orders)
    .set({ state: 'cancelled', endedAt: sql`now()` })
    .where(and(mine, eq(orders.state, 'open')))
    .returning({ id: orders.id });
  // A key of this name may be made again; what the old one sealed would not open under it.
  await tx
    .update(orders)
    .set({ buyerSealed: Buffer.alloc(0) })
    .where(mine);
  return cancelled.length;
}
