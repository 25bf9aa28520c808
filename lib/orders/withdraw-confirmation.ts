import { and, eq, isNull, sql } from 'drizzle-orm';
import { transferConfirmations } from '#db/schema/billing.ts';
import type { StaffContext } from '#lib/context.ts';
import type { ConfirmationId } from '#lib/ids.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';
import { lockOrder } from './lock-order.ts';

export type WithdrawResult = { ok: true } | { ok: false; sentence: string };

/**
 * Takes back that a transfer came in, while it waits for a second member of staff: the first who erred, or the second who
 * does not find it on the statement. Twice is once. Refused once it is booked.
 */
export async function withdrawConfirmation(
  ctx: StaffContext,
  { reference, confirmationId }: { reference: string; confirmationId: ConfirmationId },
): Promise<WithdrawResult> {
  return ctx.db.transaction(async (tx): Promise<WithdrawResult> => {
    const order = await lockOrder(tx, reference);
    if (!order) return { ok: false, sentence: 'There is no such order.' };
    if (order.state === 'paid') {
      return { ok: false, sentence: 'It has been booked. Give the payment back instead.' };
    }
    const withdrawn = await tx
      .update(transferConfirmations)
      .set({ withdrawnBy: ctx.actor.userId, withdrawnAt: sql`now()` })
      .where(
        and(
          eq(transferConfirmations.accountId, order.accountId),
          eq(transferConfirmations.orderId, order.id),
          eq(transferConfirmations.id, confirmationId),
          isNull(transferConfirmations.withdrawnAt),
        ),
      )
      .returning({ id: transferConfirmations.id });
    if (withdrawn.length > 0) {
      const { accountId, id: subject } = order;
      await noteStaffAct(tx, ctx, { action: 'transfer.withdraw', accountId, subject });
    }
    return { ok: true };
  });
}
