import { and, asc, eq, isNull } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import { creditProposals, staffMembers } from '#db/schema/staff.ts';
import type { StaffContext } from '#lib/context.ts';
import type { AccountId, CreditProposalId, UserId } from '#lib/ids.ts';
import type { Micros } from '#lib/money/micros.ts';
import { isWaitingProposal } from './open-proposal.ts';

/** Credit that waits for a second member of staff; who proposed it with their number, null where there is none. */
export type ProposalView = {
  id: CreditProposalId;
  accountId: AccountId;
  micros: Micros;
  reason: string;
  proposedAt: Date;
  proposedBy: UserId;
  proposedByNumber: number | null;
};

const MOST = 100;

/** What waits for a second member of staff, the oldest first, at most 100: of one account, or of all that are not deleted. */
export async function listProposals(
  { db }: StaffContext,
  accountId?: AccountId,
): Promise<ProposalView[]> {
  return db
    .select({
      id: creditProposals.id,
      accountId: creditProposals.accountId,
      micros: creditProposals.micros,
      reason: creditProposals.reason,
      proposedAt: creditProposals.proposedAt,
      proposedBy: creditProposals.proposedBy,
      proposedByNumber: staffMembers.number,
    })
    .from(creditProposals)
    .innerJoin(accounts, and(eq(accounts.id, creditProposals.accountId), isNull(accounts.closedAt)))
    .leftJoin(staffMembers, eq(staffMembers.userId, creditProposals.proposedBy))
    .where(and(isWaitingProposal, accountId ? eq(creditProposals.accountId, accountId) : undefined))
    .orderBy(asc(creditProposals.proposedAt))
    .limit(MOST);
}
