import { and, eq, isNull, sql } from 'drizzle-orm';
import { accountDeletions, refundRequests } from '#db/schema/leaving.ts';
import type { StaffContext } from '#lib/context.ts';
import type { RefundId } from '#lib/ids.ts';
import { lockBalance } from '#lib/ledger/lock-balance.ts';
import { postTransactions } from '#lib/ledger/post-transaction.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';
import { creditPaidBack, lockPaidOrders } from './credit-paid-back.ts';

export type PayRefund = {
  refundId: RefundId;
  /** How it was paid, for the books: 5 to 200 characters, without a name or an account. */
  note: string;
};
export type PayRefundResult =
  | { ok: true; already: boolean }
  | { ok: false; field: 'note' | null; sentence: string };

const MIN_NOTE = 5;
const MAX_NOTE = 200;

/**
 * Notes that a deleted account's balance was paid back: the books say so, what of it came from payments gets its credit
 * notes, and where it was paid to is destroyed. Twice is once. Refused while messages of the account may still be charged
 * or given back.
 */
export async function payRefund(
  ctx: StaffContext,
  { refundId, note }: PayRefund,
): Promise<PayRefundResult> {
  const words = note.trim();
  if (words.length < MIN_NOTE || words.length > MAX_NOTE) {
    return { ok: false, field: 'note', sentence: 'Say how you paid it in 5 to 200 characters.' };
  }
  const result = await ctx.db.transaction(
    async (tx): Promise<PayRefundResult & { key?: string }> => {
      const [found] = await tx.select().from(refundRequests).where(eq(refundRequests.id, refundId));
      if (!found) return { ok: false, field: null, sentence: 'There is no such request.' };
      const { accountId } = found;
      // Whoever changes what is owed has this row, so the amount stays as it is read now.
      await tx
        .select({ accountId: accountDeletions.accountId })
        .from(accountDeletions)
        .where(eq(accountDeletions.accountId, accountId))
        .for('update');
      const mine = and(eq(refundRequests.accountId, accountId), eq(refundRequests.id, refundId));
      // Orders before the balance, as whoever books what went back of one.
      await lockPaidOrders(tx, accountId);
      const balance = await lockBalance(tx, accountId);
      if (balance!.availableMicros + balance!.reservedMicros > 0) {
        return { ok: false, field: null, sentence: notYet };
      }
      const [paid] = await tx
        .update(refundRequests)
        .set({
          ...{ paidBy: ctx.actor.userId, note: words, detailsSealed: Buffer.alloc(0) },
          paidAt: sql`now()`,
        })
        .where(and(mine, isNull(refundRequests.paidAt)))
        .returning({ micros: refundRequests.micros, key: refundRequests.keyName });
      if (!paid) return { ok: true, already: true };
      const byUserId = ctx.actor.userId;
      await creditPaidBack({ ...ctx, db: tx }, { accountId, refundId, byUserId }, paid.micros);
      if (paid.micros > 0) {
        await postTransactions(tx, [
          {
            ...{ accountId, kind: 'pay_back', from: 'owed', to: 'paid_back' },
            ...{ amountMicros: paid.micros, byUserId },
            idempotencyKey: `pay-back:${refundId}`,
          },
        ]);
      }
      const facts = { micros: paid.micros };
      await noteStaffAct(tx, ctx, { action: 'refund.pay', accountId, subject: refundId, facts });
      return { ok: true, already: false, key: paid.key };
    },
  );
  const { key, ...answer } = result;
  if (key) await ctx.keyring.destroy(key);
  return answer;
}

const notYet =
  'Some messages of this account are still on their way. Pay it back when it is known how they ended.';
