import { asc, eq, isNull } from 'drizzle-orm';
import { reservedWords, staffMembers } from '#db/schema/staff.ts';
import type { StaffContext } from '#lib/context.ts';
import type { ReservedWordId } from '#lib/ids.ts';

export type ReservedWord = {
  id: ReservedWordId;
  word: string;
  addedAt: Date;
  /** The number of who did it. */
  addedBy: number | null;
};

/** What staff reserved, in the order of the alphabet. */
export function listReservedWords({ db }: StaffContext): Promise<ReservedWord[]> {
  return db
    .select({
      id: reservedWords.id,
      word: reservedWords.word,
      addedAt: reservedWords.addedAt,
      addedBy: staffMembers.number,
    })
    .from(reservedWords)
    .leftJoin(staffMembers, eq(staffMembers.userId, reservedWords.addedBy))
    .where(isNull(reservedWords.removedAt))
    .orderBy(asc(reservedWords.wordKey));
}
