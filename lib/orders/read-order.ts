import { and, asc, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { invoices, orders, payments, reversals } from '#db/schema/billing.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { AccountId, OrderId } from '#lib/ids.ts';
import type { Invoice } from '#lib/invoices/issue-invoice.ts';
import { type OrderSummary, summaryColumns } from './order-summary.ts';
import type { Reversal } from './reverse-payment.ts';

/** Money that went back, or came again. */
export type ReversalSummary = Pick<
  Reversal,
  'id' | 'kind' | 'creditMicros' | 'vatMicros' | 'totalMicros' | 'debtMicros' | 'reason' | 'at'
>;
export type InvoiceSummary = Pick<Invoice, 'id' | 'kind' | 'number' | 'totalMicros' | 'issuedOn'>;

export type OrderDetails = OrderSummary & {
  /** Null while it is not paid. `reference`: Stripe's payment, or the line of the bank's statement. */
  payment: { reference: string; receivedAt: Date } | null;
  /** The oldest first. */
  reversals: ReversalSummary[];
  invoices: InvoiceSummary[];
};

/** One of the customer's orders, with what was paid, went back and was invoiced. Null when there is none. */
export const readOrder = (ctx: CustomerContext, id: OrderId): Promise<OrderDetails | null> =>
  orderDetails(ctx.db, ctx.actor.accountId, id);

/** The same of any account, for verbs that have seen that the order may be read. */
export async function orderDetails(
  db: Db,
  accountId: AccountId,
  id: OrderId,
): Promise<OrderDetails | null> {
  const [order] = await db
    .select(summaryColumns)
    .from(orders)
    .where(and(eq(orders.accountId, accountId), eq(orders.id, id)));
  if (!order) return null;
  const [[payment], back, issued] = await Promise.all([
    db
      .select({ reference: payments.reference, receivedAt: payments.receivedAt })
      .from(payments)
      .where(and(eq(payments.accountId, accountId), eq(payments.orderId, id))),
    db
      .select({
        ...{ id: reversals.id, kind: reversals.kind, at: reversals.at, reason: reversals.reason },
        ...{ creditMicros: reversals.creditMicros, vatMicros: reversals.vatMicros },
        ...{ totalMicros: reversals.totalMicros, debtMicros: reversals.debtMicros },
      })
      .from(reversals)
      .where(and(eq(reversals.accountId, accountId), eq(reversals.orderId, id)))
      .orderBy(asc(reversals.id)),
    db
      .select({
        ...{ id: invoices.id, kind: invoices.kind, number: invoices.number },
        ...{ totalMicros: invoices.totalMicros, issuedOn: invoices.issuedOn },
      })
      .from(invoices)
      .where(and(eq(invoices.accountId, accountId), eq(invoices.orderId, id)))
      .orderBy(asc(invoices.id)),
  ]);
  return { ...order, payment: payment ?? null, reversals: back, invoices: issued };
}
