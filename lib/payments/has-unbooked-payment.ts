import { and, eq, isNotNull, ne } from 'drizzle-orm';
import { orders } from '#db/schema/billing.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { OrderId } from '#lib/ids.ts';

/** Whether a payment came in for one of the customer's orders by card that is not what was ordered: a person looks at it. */
export async function hasUnbookedPayment(
  { db, actor }: CustomerContext,
  orderId: OrderId,
): Promise<boolean> {
  const mine = and(eq(orders.accountId, actor.accountId), eq(orders.id, orderId));
  const isUnbooked = and(isNotNull(orders.paymentIntent), ne(orders.state, 'paid'));
  return (await db.$count(orders, and(mine, eq(orders.way, 'card'), isUnbooked))) > 0;
}
