import { and, eq, sql } from 'drizzle-orm';
import { isUniqueViolation } from '#db/client.ts';
import { transferConfirmations } from '#db/schema/billing.ts';
import type { StaffContext } from '#lib/context.ts';
import type { ConfirmationId } from '#lib/ids.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';
import { lockOrder } from './lock-order.ts';
import { bookTransfer, liveConfirmation } from './transfer-confirmations.ts';

/** Which confirmation the second person read: another one since then is not meant. */
export type ConfirmAsSecond = { reference: string; confirmationId: ConfirmationId };
export type SecondResult = { ok: true; already: boolean } | { ok: false; sentence: string };

/**
 * Says as a second member of staff that a transfer came in: it is booked now. Twice is once, whoever presses. Refused for
 * whoever confirmed it first, and when that confirmation has been withdrawn.
 */
export async function confirmAsSecond(
  ctx: StaffContext,
  { reference, confirmationId }: ConfirmAsSecond,
): Promise<SecondResult> {
  const { userId } = ctx.actor;
  try {
    return await ctx.db.transaction(async (tx): Promise<SecondResult> => {
      const order = await lockOrder(tx, reference);
      const live = order && (await liveConfirmation(tx, order));
      if (live?.id !== confirmationId) {
        return {
          ok: false,
          sentence: 'This confirmation has been withdrawn. Look at the order again.',
        };
      }
      if (order!.state === 'paid') return { ok: true, already: true };
      if (live.firstBy === userId) {
        return {
          ok: false,
          sentence: 'You confirmed it first. Somebody else has to be the second.',
        };
      }
      const sentence = await bookTransfer({ ...ctx, db: tx }, order!, live, userId);
      if (sentence) return { ok: false, sentence };
      await tx
        .update(transferConfirmations)
        .set({ secondBy: userId, secondAt: sql`now()` })
        .where(
          and(
            eq(transferConfirmations.accountId, live.accountId),
            eq(transferConfirmations.id, live.id),
          ),
        );
      await noteStaffAct(tx, ctx, {
        ...{ action: 'transfer.confirm_second', accountId: live.accountId, subject: order!.id },
        facts: { micros: live.amountMicros },
      });
      return { ok: true, already: false };
    });
  } catch (error) {
    if (!isUniqueViolation(error, 'payments_reference')) throw error;
    return {
      ok: false,
      sentence:
        'This line of the statement has been booked for another order meanwhile. Withdraw the confirmation.',
    };
  }
}
