import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { priceLists } from '#db/schema/prices.ts';
import type { StaffContext } from '#lib/context.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';
import { listInEffect, readDatedLists } from './lists-in-effect.ts';
import { lockPriceLists } from './lock-price-lists.ts';

export type ConfirmPriceList = {
  priceListId: number;
  /** The list that it was compared with when somebody decided; null: none would have been in effect. */
  comparedWith: number | null;
};
export type ConfirmResult =
  | { ok: true; already: boolean }
  | {
      ok: false;
      refusal: 'not_found' | 'withdrawn' | 'too_late' | 'same_time' | 'changed';
      sentence: string;
    };

/**
 * Lets a proposed list price from its beginning on. Twice is once. Refused: a list whose beginning has passed (prices
 * never change backwards), one that was withdrawn, one that begins at the same moment as another, and one that would now
 * replace another list than the one it was compared with. Quotes given before keep their price.
 */
export function confirmPriceList(
  ctx: StaffContext,
  { priceListId, comparedWith }: ConfirmPriceList,
): Promise<ConfirmResult> {
  return ctx.db.transaction(async (tx): Promise<ConfirmResult> => {
    await lockPriceLists(tx);
    const [list] = await tx.select().from(priceLists).where(eq(priceLists.id, priceListId));
    if (!list) return refuse('not_found', 'There is no such price list.');
    if (list.withdrawnAt) return refuse('withdrawn', 'This list was withdrawn.');
    if (list.confirmedAt) return { ok: true, already: true };
    const lists = await readDatedLists(tx, list.effectiveFrom);
    const replaced = listInEffect(lists, list.effectiveFrom);
    if (replaced?.effectiveFrom.getTime() === list.effectiveFrom.getTime()) {
      return refuse('same_time', beginsTogether);
    }
    if ((replaced?.id ?? null) !== comparedWith) return refuse('changed', otherPredecessor);
    const [confirmed] = await tx
      .update(priceLists)
      .set({ confirmedAt: sql`clock_timestamp()`, confirmedBy: ctx.actor.userId })
      .where(
        and(
          eq(priceLists.id, priceListId),
          isNull(priceLists.confirmedAt),
          isNull(priceLists.withdrawnAt),
          gt(priceLists.effectiveFrom, sql`clock_timestamp()`),
        ),
      )
      .returning({ id: priceLists.id });
    if (!confirmed) return refuse('too_late', beginningPassed);
    await noteStaffAct(tx, ctx, { action: 'prices.confirm', subject: String(priceListId) });
    return { ok: true, already: false };
  });
}

type Refusal = Extract<ConfirmResult, { ok: false }>;
const refuse = (refusal: Refusal['refusal'], sentence: string): Refusal => ({
  ok: false,
  refusal,
  sentence,
});

const beginsTogether =
  'Another list begins at the same moment. Withdraw that one first, or propose this one for another time.';
const otherPredecessor =
  'Meanwhile other lists were confirmed or withdrawn, so this changes something else than you saw. Look at the changes again.';
const beginningPassed =
  'The time at which this list should begin has passed, and prices never change backwards. Propose it again with a later one.';
