import { and, desc, eq, lt } from 'drizzle-orm';
import { orders } from '#db/schema/billing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { cutPage } from '#lib/cut-page.ts';
import type { OrderId } from '#lib/ids.ts';
import { type OrderSummary, summaryColumns } from './order-summary.ts';

const PAGE = 50;

/** The customer's orders, newest first, `limit` (50) at a time; `next` is the `before` of the following page. */
export async function listOrders(
  { db, actor }: CustomerContext,
  { before, limit = PAGE }: { before?: OrderId | undefined; limit?: number } = {},
): Promise<{ orders: OrderSummary[]; next: OrderId | null }> {
  const rows = await db
    .select(summaryColumns)
    .from(orders)
    .where(and(eq(orders.accountId, actor.accountId), before ? lt(orders.id, before) : undefined))
    .orderBy(desc(orders.id))
    .limit(limit + 1);
  const { page, next } = cutPage(rows, limit, ({ id }) => id);
  return { orders: page, next };
}
