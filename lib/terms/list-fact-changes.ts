import { desc, eq } from 'drizzle-orm';
import { operatorFacts, staffMembers } from '#db/schema/staff.ts';
import type { StaffContext } from '#lib/context.ts';

/** A change of a fact; `by` is the number of the member of staff. */
export type FactChange = { name: string; value: string; at: Date; by: number | null };

/** The last hundred changes of the operator's facts, the newest first. */
export function listFactChanges({ db }: StaffContext): Promise<FactChange[]> {
  return db
    .select({
      name: operatorFacts.name,
      value: operatorFacts.value,
      at: operatorFacts.at,
      by: staffMembers.number,
    })
    .from(operatorFacts)
    .leftJoin(staffMembers, eq(staffMembers.userId, operatorFacts.userId))
    .orderBy(desc(operatorFacts.at))
    .limit(100);
}
