import { and, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import type Stripe from 'stripe';
import { accounts } from '#db/schema/accounts.ts';
import { orders } from '#db/schema/billing.ts';
import type { WorkerContext } from '#lib/context.ts';
import type { OrderId } from '#lib/ids.ts';
import { log } from '#lib/log.ts';
import { reconcileOrder } from './reconcile-order.ts';

const MINUTE_MS = 60_000;
/** Notifications come within seconds. */
const firstLookMs = 2 * MINUTE_MS;
const longestRestMs = 30 * MINUTE_MS;

/** When each open order is looked at again, on the clock of this worker. */
export type NextLooks = Map<OrderId, number>;

/**
 * Asks Stripe about orders by card that have been open for two minutes: a notification may have been lost. The longer one
 * is open the more seldom, from every two minutes to every half an hour; `looks` remembers when. Nobody pays for an order
 * that was cancelled, or for an account that was deleted: its checkout is closed. Returns how many were looked at.
 */
export async function reconcileOpenOrders(
  ctx: WorkerContext,
  stripe: Stripe,
  looks: NextLooks,
  nowMs: number = Date.now(),
): Promise<number> {
  const open = await openOrders(ctx);
  for (const id of looks.keys()) if (!open.some((order) => order.orderId === id)) looks.delete(id);
  const due = open.filter(
    ({ orderId, placedAt }) => nowMs >= (looks.get(orderId) ?? placedAt.getTime() + firstLookMs),
  );
  for (const { checkoutSession, isUnwanted, placedAt, ...ref } of due) {
    const ageMs = nowMs - placedAt.getTime();
    looks.set(ref.orderId, nowMs + Math.min(longestRestMs, Math.max(firstLookMs, ageMs / 2)));
    try {
      if (isUnwanted && checkoutSession) await closeCheckout(stripe, checkoutSession);
      await reconcileOrder(ctx, stripe, ref);
    } catch (error) {
      log().warn({ err: error, orderId: ref.orderId }, 'An order could not be asked about.');
    }
  }
  return due.length;
}

/** A checkout lives for a day at most. */
const wasCancelledToday = sql`${orders.state} = 'cancelled' and ${orders.endedAt} > now() - interval '1 day'`;

async function openOrders({ db }: WorkerContext) {
  return db
    .select({
      ...{ accountId: orders.accountId, orderId: orders.id, placedAt: orders.placedAt },
      checkoutSession: orders.checkoutSession,
      isUnwanted: sql<boolean>`${orders.state} = 'cancelled' or ${accounts.closedAt} is not null`,
    })
    .from(orders)
    .innerJoin(accounts, eq(accounts.id, orders.accountId))
    .where(
      and(
        or(eq(orders.state, 'open'), wasCancelledToday),
        inArray(orders.way, ['card', 'automatic']),
        or(isNotNull(orders.checkoutSession), isNotNull(orders.paymentIntent)),
      ),
    );
}

async function closeCheckout(stripe: Stripe, id: string): Promise<void> {
  const { status } = await stripe.checkout.sessions.retrieve(id);
  if (status === 'open') await stripe.checkout.sessions.expire(id);
}
