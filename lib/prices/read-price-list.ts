import type { StaffContext } from '#lib/context.ts';
import { comparePriceLists, type PriceListDiff } from './compare-price-lists.ts';
import { type PriceListSummary, readPriceListSummary } from './list-price-lists.ts';
import { type DatedList, listInEffect, readDatedLists } from './lists-in-effect.ts';
import { readPrices } from './price-list.ts';

export type PriceListDetails = PriceListSummary & {
  /** The list that prices, or would price, at its beginning without it; null when there is none. */
  replaces: DatedList | null;
  diff: PriceListDiff;
};

/** One price list for staff, with what it changes. Null when there is none. */
export async function readPriceList(
  ctx: StaffContext,
  id: number,
): Promise<PriceListDetails | null> {
  const list = await readPriceListSummary(ctx, id);
  if (!list) return null;
  const others = (await readDatedLists(ctx.db, list.effectiveFrom)).filter((one) => one.id !== id);
  const replaces = listInEffect(others, list.effectiveFrom);
  const old = replaces && { prices: await readPrices(ctx.db, replaces.id) };
  const diff = comparePriceLists(old, { prices: await readPrices(ctx.db, id) });
  return { ...list, replaces, diff };
}
