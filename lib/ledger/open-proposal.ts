import { and, eq, isNull } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { creditProposals } from '#db/schema/staff.ts';
import type { AccountId, CreditProposalId } from '#lib/ids.ts';

export type Proposal = typeof creditProposals.$inferSelect;

/** Which proposal, of which account. */
export type ProposalRef = { accountId: AccountId; proposalId: CreditProposalId };

/** That a proposal waits. */
export const isWaitingProposal = and(
  isNull(creditProposals.confirmedAt),
  isNull(creditProposals.withdrawnAt),
);

export const isProposal = ({ accountId, proposalId }: ProposalRef) =>
  and(eq(creditProposals.accountId, accountId), eq(creditProposals.id, proposalId));

/** A proposal that waits, locked until the caller's transaction ends; or null. */
export async function lockProposal(tx: Db, ref: ProposalRef): Promise<Proposal | null> {
  const [proposal] = await tx
    .select()
    .from(creditProposals)
    .where(and(isProposal(ref), isWaitingProposal))
    .for('update');
  return proposal ?? null;
}
