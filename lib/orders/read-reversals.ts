import { and, asc, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { reversals } from '#db/schema/billing.ts';
import type { AccountId, OrderId } from '#lib/ids.ts';
import type { Reversal } from './reverse-payment.ts';

/** What went back of an order, and came again, the oldest first. */
export const readReversals = (
  db: Db,
  { accountId, id }: { accountId: AccountId; id: OrderId },
): Promise<Reversal[]> =>
  db
    .select()
    .from(reversals)
    .where(and(eq(reversals.accountId, accountId), eq(reversals.orderId, id)))
    .orderBy(asc(reversals.id));
