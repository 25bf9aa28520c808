import { and, asc, count, desc, eq, isNull, ne } from 'drizzle-orm';
import { orders, transferConfirmations } from '#db/schema/billing.ts';
import type { StaffContext } from '#lib/context.ts';
import { type AccountId, parseId, type UserId } from '#lib/ids.ts';
import { parseOrderReference } from './order-reference.ts';
import { type OrderSummary, summaryColumns } from './order-summary.ts';

/** An order as staff see it: ids and amounts, no names. */
export type StaffOrder = OrderSummary & { accountId: AccountId };
export type WaitingTransfers = {
  /** Confirmed by one, and above the limit: the oldest first. */
  second: (StaffOrder & { firstBy: UserId; firstAt: Date })[];
  /** Not seen on the statement yet: what lapses next comes first. */
  open: StaffOrder[];
  /** How many of those there are in all. */
  openCount: number;
};

const MOST = 100;
const columns = { accountId: orders.accountId, ...summaryColumns };
const { firstBy, firstAt } = transferConfirmations;

/** The transfers that staff still have to do something about, `MOST` (100) of each kind. */
export async function listWaitingTransfers({ db }: StaffContext): Promise<WaitingTransfers> {
  const isOpen = and(eq(orders.state, 'open'), eq(orders.way, 'transfer'));
  const [second, open, [counted]] = await Promise.all([
    db
      .select({ ...columns, firstBy, firstAt })
      .from(transferConfirmations)
      .innerJoin(
        orders,
        and(
          eq(orders.accountId, transferConfirmations.accountId),
          eq(orders.id, transferConfirmations.orderId),
        ),
      )
      .where(and(isNull(transferConfirmations.withdrawnAt), ne(orders.state, 'paid')))
      .orderBy(asc(firstAt))
      .limit(MOST),
    db.select(columns).from(orders).where(isOpen).orderBy(asc(orders.lapsesAt)).limit(MOST),
    db.select({ all: count() }).from(orders).where(isOpen),
  ]);
  const waiting = new Set(second.map(({ id }) => id));
  return { second, open: open.filter(({ id }) => !waiting.has(id)), openCount: counted!.all };
}

/**
 * What staff look for: the order whose reference stands in what they typed or pasted, or the newest orders (50) of an
 * account, by its id. Nothing for anything else.
 */
export async function findOrders({ db }: StaffContext, typed: string): Promise<StaffOrder[]> {
  const accountId = parseId<AccountId>(typed.trim().toLowerCase());
  const reference = referenceIn(typed);
  if (!accountId && !reference) return [];
  return db
    .select(columns)
    .from(orders)
    .where(accountId ? eq(orders.accountId, accountId) : eq(orders.reference, reference!))
    .orderBy(desc(orders.id))
    .limit(50);
}

/** Banks print more around it, and cut it up as they like. */
function referenceIn(typed: string): string | null {
  const [found] = /RF(?:[\s-]*\d){14}/i.exec(typed) ?? [typed];
  return parseOrderReference(found);
}
