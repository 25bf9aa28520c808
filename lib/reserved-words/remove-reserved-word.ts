import { and, eq, isNull, sql } from 'drizzle-orm';
import { reservedWords } from '#db/schema/staff.ts';
import type { StaffContext } from '#lib/context.ts';
import type { ReservedWordId } from '#lib/ids.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';

/** Lets a word be declared again. Twice is once. */
export async function removeReservedWord(ctx: StaffContext, id: ReservedWordId): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const removed = await tx
      .update(reservedWords)
      .set({ removedAt: sql`now()`, removedBy: ctx.actor.userId })
      .where(and(eq(reservedWords.id, id), isNull(reservedWords.removedAt)))
      .returning({ id: reservedWords.id });
    if (removed.length === 0) return;
    await noteStaffAct(tx, ctx, { action: 'reserved_word.remove', subject: id });
  });
}
