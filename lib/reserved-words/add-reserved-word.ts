import { reservedWords } from '#db/schema/staff.ts';
import type { StaffContext } from '#lib/context.ts';
import { newId, type ReservedWordId } from '#lib/ids.ts';
import { checkBrand, foldLookAlikes } from '#lib/senders/check-brand.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';

export type AddWordResult = { ok: true } | { ok: false; sentence: string };

/**
 * Reserves a word: from now on nobody can declare it, or what reads like it, as a brand. Brands that were declared before
 * stay. Refused: what could be no brand, and what is reserved already.
 */
export async function addReservedWord(ctx: StaffContext, typed: string): Promise<AddWordResult> {
  const checked = checkBrand(typed, []);
  if (!checked.ok) return checked;
  const word = checked.brand;
  const wordKey = foldLookAlikes(word);
  if (wordKey === '') return { ok: false, sentence: 'A reserved word needs a letter or a digit.' };
  const id = newId<ReservedWordId>();
  return ctx.db.transaction(async (tx): Promise<AddWordResult> => {
    const [added] = await tx
      .insert(reservedWords)
      .values({ id, word, wordKey, addedBy: ctx.actor.userId })
      .onConflictDoNothing()
      .returning({ id: reservedWords.id });
    if (!added) return { ok: false, sentence: 'It is reserved already, or something like it.' };
    await noteStaffAct(tx, ctx, { action: 'reserved_word.add', subject: id });
    return { ok: true };
  });
}
