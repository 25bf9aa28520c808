import { sql } from 'drizzle-orm';
import { creditProposals } from '#db/schema/staff.ts';
import { isOpen } from '#lib/accounts/is-open.ts';
import type { StaffContext } from '#lib/context.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';
import { isProposal, lockProposal, type ProposalRef } from './open-proposal.ts';
import { postTransactions } from './post-transaction.ts';

export type ConfirmCreditResult = { ok: true } | { ok: false; sentence: string };

/**
 * Says as a second member of staff, of finance or an admin, that proposed credit is right: it is granted now, once, whoever
 * presses. Refused for whoever proposed it, and when it does not wait any more.
 */
export async function confirmCredit(
  ctx: StaffContext,
  ref: ProposalRef,
): Promise<ConfirmCreditResult> {
  const { userId, role } = ctx.actor;
  return ctx.db.transaction(async (tx): Promise<ConfirmCreditResult> => {
    const proposal = await lockProposal(tx, ref);
    if (!proposal) return refuse('This credit does not wait any more. Look at the account again.');
    if (proposal.proposedBy === userId) {
      return refuse('You proposed it. Somebody else has to be the second.');
    }
    if (role === 'support') return refuse('Finance or an admin has to be the second.');
    const { accountId, id, micros: amountMicros, reason, idempotencyKey } = proposal;
    if (!(await isOpen(tx, accountId))) return refuse('This account was deleted.');
    await tx
      .update(creditProposals)
      .set({ confirmedAt: sql`now()`, confirmedBy: userId })
      .where(isProposal(ref));
    await postTransactions(tx, [
      {
        ...{ accountId, kind: 'grant', from: 'granted', to: 'available', amountMicros, reason },
        ...{ byUserId: userId, idempotencyKey: `grant:${idempotencyKey}` },
      },
    ]);
    const facts = { micros: amountMicros };
    await noteStaffAct(tx, ctx, { action: 'credit.confirm', accountId, subject: id, facts });
    return { ok: true };
  });
}

const refuse = (sentence: string): ConfirmCreditResult => ({ ok: false, sentence });
