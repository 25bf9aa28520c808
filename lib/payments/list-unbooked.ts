import { and, asc, isNotNull, ne } from 'drizzle-orm';
import { orders } from '#db/schema/billing.ts';
import type { StaffContext } from '#lib/context.ts';

/**
 * Orders whose payment came in and is not booked, for people to look at: another amount or currency than was ordered, or
 * the account has been deleted since. Whoever looks finds the payment at Stripe, by its id, and pays it back there.
 */
export async function listUnbooked({ db }: StaffContext) {
  return db
    .select({
      ...{ accountId: orders.accountId, orderId: orders.id, state: orders.state },
      ...{ totalMicros: orders.totalMicros, currency: orders.currency },
      ...{ paymentIntent: orders.paymentIntent, placedAt: orders.placedAt },
    })
    .from(orders)
    .where(
      and(isNotNull(orders.paymentIntent), ne(orders.state, 'paid'), ne(orders.way, 'automatic')),
    )
    .orderBy(asc(orders.placedAt));
}
