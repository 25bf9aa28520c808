import { sql } from 'drizzle-orm';
import { creditProposals } from '#db/schema/staff.ts';
import type { StaffContext } from '#lib/context.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';
import type { ConfirmCreditResult } from './confirm-credit.ts';
import { isProposal, lockProposal, type ProposalRef } from './open-proposal.ts';

/** Takes proposed credit back while it waits: the first who erred, or a second who does not agree. Refused afterwards. */
export async function withdrawCredit(
  ctx: StaffContext,
  ref: ProposalRef,
): Promise<ConfirmCreditResult> {
  return ctx.db.transaction(async (tx): Promise<ConfirmCreditResult> => {
    const proposal = await lockProposal(tx, ref);
    if (!proposal) {
      return {
        ok: false,
        sentence: 'This credit does not wait any more. Look at the account again.',
      };
    }
    await tx
      .update(creditProposals)
      .set({ withdrawnAt: sql`now()`, withdrawnBy: ctx.actor.userId })
      .where(isProposal(ref));
    const { accountId, id } = proposal;
    await noteStaffAct(tx, ctx, { action: 'credit.withdraw', accountId, subject: id });
    return { ok: true };
  });
}
