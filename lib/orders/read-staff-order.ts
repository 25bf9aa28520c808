import { eq, inArray } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { accounts, users } from '#db/schema/accounts.ts';
import { orders } from '#db/schema/billing.ts';
import { balances } from '#db/schema/ledger.ts';
import type { StaffContext } from '#lib/context.ts';
import type { AccountId, UserId } from '#lib/ids.ts';
import { type Micros, zero } from '#lib/money/micros.ts';
import { type OrderDetails, orderDetails } from './read-order.ts';
import { readReversals } from './read-reversals.ts';
import { leftOfPayment, refundable } from './refundable.ts';
import { allConfirmations, type Confirmation } from './transfer-confirmations.ts';

export type StaffOrderDetails = OrderDetails & {
  accountId: AccountId;
  /** That the account has been deleted: its balance is paid back under Refunds. */
  isClosed: boolean;
  /** What the account can spend, what it was given included. */
  availableMicros: Micros;
  /** What of the payment has not gone back, with tax; and what of that can go back, since the balance covers it. */
  leftMicros: Micros;
  refundableMicros: Micros;
  /** The newest first. */
  confirmations: Confirmation[];
  /** The usernames of the staff in them. */
  staffNames: ReadonlyMap<UserId, string>;
};

/** An order for staff, by its reference. Null when there is none. */
export async function readStaffOrder(
  { db }: StaffContext,
  reference: string,
): Promise<StaffOrderDetails | null> {
  const [found] = await db
    .select({ order: orders, account: accounts, balance: balances })
    .from(orders)
    .innerJoin(accounts, eq(accounts.id, orders.accountId))
    .innerJoin(balances, eq(balances.accountId, orders.accountId))
    .where(eq(orders.reference, reference));
  if (!found) return null;
  const { order, account, balance } = found;
  const { accountId, id } = order;
  const [details, earlier, confirmations] = await Promise.all([
    orderDetails(db, accountId, id),
    readReversals(db, order),
    allConfirmations(db, order),
  ]);
  const isPaid = order.state === 'paid';
  const staffNames = await namesOf(
    db,
    confirmations.flatMap(({ firstBy, secondBy, withdrawnBy }) => [firstBy, secondBy, withdrawnBy]),
  );
  return {
    ...{ ...details!, accountId, confirmations, staffNames, isClosed: account.closedAt !== null },
    availableMicros: balance.availableMicros,
    leftMicros: isPaid ? leftOfPayment(order, earlier) : zero,
    refundableMicros: isPaid ? refundable(order, earlier, balance.availableMicros) : zero,
  };
}

async function namesOf(db: Db, ids: (UserId | null)[]): Promise<ReadonlyMap<UserId, string>> {
  const wanted = ids.filter((id) => id !== null);
  const rows = await db
    .select({ id: users.id, username: users.username })
    .from(users)
    .where(inArray(users.id, wanted));
  return new Map(rows.map(({ id, username }) => [id, username]));
}
