import { creditProposals } from '#db/schema/staff.ts';
import type { StaffContext } from '#lib/context.ts';
import { type CreditProposalId, newId } from '#lib/ids.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';
import type { GrantCredit } from './grant-credit.ts';

/** Notes credit that is to be confirmed by another member of staff: `grantCredit` has checked it. The same key twice is one. */
export async function proposeCredit(
  ctx: StaffContext,
  { accountId, amount, reason, idempotencyKey }: GrantCredit,
): Promise<{ already: boolean }> {
  const id = newId<CreditProposalId>();
  return ctx.db.transaction(async (tx) => {
    const [proposed] = await tx
      .insert(creditProposals)
      .values({
        ...{ accountId, id, micros: amount, reason, idempotencyKey },
        proposedBy: ctx.actor.userId,
      })
      .onConflictDoNothing()
      .returning({ id: creditProposals.id });
    if (!proposed) return { already: true };
    const facts = { micros: amount };
    await noteStaffAct(tx, ctx, { action: 'credit.propose', accountId, subject: id, facts });
    return { already: false };
  });
}
