import { and, asc, isNotNull, ne } from 'drizzle-orm';
import { orders } from '#db/schema/billing.ts';
import type { StaffContext } from '#lib/context.ts';
import { summaryColumns } from '#lib/orders/order-summary.ts';
import type { StaffOrder } from '#lib/orders/staff-orders.ts';

/**
 * Orders whose payment came in and is not booked, for people to look at: another amount or currency than was ordered, or
 * the account has been deleted since. Whoever looks finds the payment at Stripe, by its id, and pays it back there.
 */
export async function listUnbooked({
  db,
}: StaffContext): Promise<(StaffOrder & { paymentIntent: string | null })[]> {
  return db
    .select({
      accountId: orders.accountId,
      ...summaryColumns,
      paymentIntent: orders.paymentIntent,
    })
    .from(orders)
    .where(
      and(isNotNull(orders.paymentIntent), ne(orders.state, 'paid'), ne(orders.way, 'automatic')),
    )
    .orderBy(asc(orders.placedAt));
}
