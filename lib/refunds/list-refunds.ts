import { and, asc, eq, gt, isNull, or } from 'drizzle-orm';
import { refundRequests } from '#db/schema/leaving.ts';
import { balances } from '#db/schema/ledger.ts';
import type { StaffContext } from '#lib/context.ts';
import type { RefundId } from '#lib/ids.ts';
import type { Micros } from '#lib/money/micros.ts';

export type RefundSummary = { id: RefundId; micros: Micros; currency: string; askedAt: Date };

const atOnce = 200;

/** What staff have to pay back to customers who deleted their accounts, the oldest first, at most 200. */
export function listRefunds(ctx: StaffContext): Promise<RefundSummary[]> {
  return ctx.db
    .select({
      id: refundRequests.id,
      micros: refundRequests.micros,
      currency: refundRequests.currency,
      askedAt: refundRequests.askedAt,
    })
    .from(refundRequests)
    .innerJoin(balances, eq(balances.accountId, refundRequests.accountId))
    .where(
      and(
        isNull(refundRequests.paidAt),
        // Of nothing yet, while a message may still be given back.
        or(gt(refundRequests.micros, 0 as Micros), gt(balances.reservedMicros, 0 as Micros)),
      ),
    )
    .orderBy(asc(refundRequests.askedAt))
    .limit(atOnce);
}
