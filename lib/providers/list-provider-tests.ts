import { desc, eq } from 'drizzle-orm';
import { providerTests, staffMembers } from '#db/schema/staff.ts';
import type { StaffContext } from '#lib/context.ts';
import type { ProviderTestId } from '#lib/ids.ts';
import type { TestOutcome } from './take-provider-test.ts';

/** A test message as staff see it: without its number. `askedBy` is the number of the member of staff. */
export type ProviderTestView = {
  id: ProviderTestId;
  provider: string;
  askedBy: number | null;
  askedAt: Date;
  claimedAt: Date | null;
  endedAt: Date | null;
  outcome: TestOutcome['outcome'] | null;
  commandStatus: number | null;
  smscMessageId: string | null;
};

/** The last ten test messages, the newest first. */
export async function listProviderTests({ db }: StaffContext): Promise<ProviderTestView[]> {
  const rows = await db
    .select({
      id: providerTests.id,
      provider: providerTests.provider,
      askedBy: staffMembers.number,
      askedAt: providerTests.askedAt,
      claimedAt: providerTests.claimedAt,
      endedAt: providerTests.endedAt,
      outcome: providerTests.outcome,
      commandStatus: providerTests.commandStatus,
      smscMessageId: providerTests.smscMessageId,
    })
    .from(providerTests)
    .leftJoin(staffMembers, eq(staffMembers.userId, providerTests.askedBy))
    .orderBy(desc(providerTests.askedAt))
    .limit(10);
  return rows.map((row) => ({ ...row, outcome: row.outcome as ProviderTestView['outcome'] }));
}
