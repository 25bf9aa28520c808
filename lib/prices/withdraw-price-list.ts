import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { priceLists } from '#db/schema/prices.ts';
import type { StaffContext } from '#lib/context.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';
import { lockPriceLists } from './lock-price-lists.ts';

export type WithdrawResult =
  | { ok: true; already: boolean }
  | { ok: false; refusal: 'not_found' | 'begun'; sentence: string };

/** Takes back a proposal, or a confirmed list that has not begun; one that has begun is replaced by a newer one. Twice is once. */
export function withdrawPriceList(ctx: StaffContext, priceListId: number): Promise<WithdrawResult> {
  return ctx.db.transaction(async (tx): Promise<WithdrawResult> => {
    await lockPriceLists(tx);
    const notBegun = or(
      isNull(priceLists.confirmedAt),
      gt(priceLists.effectiveFrom, sql`clock_timestamp()`),
    );
    const [withdrawn] = await tx
      .update(priceLists)
      .set({ withdrawnAt: sql`clock_timestamp()`, withdrawnBy: ctx.actor.userId })
      .where(and(eq(priceLists.id, priceListId), isNull(priceLists.withdrawnAt), notBegun))
      .returning({ id: priceLists.id });
    if (withdrawn) {
      await noteStaffAct(tx, ctx, { action: 'prices.withdraw', subject: String(priceListId) });
      return { ok: true, already: false };
    }
    const [list] = await tx.select().from(priceLists).where(eq(priceLists.id, priceListId));
    if (list?.withdrawnAt) return { ok: true, already: true };
    if (list) return { ok: false, refusal: 'begun', sentence: hasBegun };
    return { ok: false, refusal: 'not_found', sentence: 'There is no such price list.' };
  });
}

const hasBegun =
  'This list has begun, so it cannot be taken back. Propose another one to replace it.';
