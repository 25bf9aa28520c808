import { and, desc, gt, isNotNull, isNull, or } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { priceLists } from '#db/schema/prices.ts';

/** A list and the time for which it prices. `effectiveUntil` null: until another begins. */
export type DatedList = {
  id: number;
  source: string;
  currency: string;
  effectiveFrom: Date;
  effectiveUntil: Date | null;
};

/**
 * The lists that price something at `since` or later: confirmed, not withdrawn, not over. The first that has begun is
 * the one in effect: the newest beginning counts, and of two the list that was stored later.
 */
export function readDatedLists(db: Db, since: Date): Promise<DatedList[]> {
  return db
    .select({
      id: priceLists.id,
      source: priceLists.source,
      currency: priceLists.currency,
      effectiveFrom: priceLists.effectiveFrom,
      effectiveUntil: priceLists.effectiveUntil,
    })
    .from(priceLists)
    .where(
      and(
        isNotNull(priceLists.confirmedAt),
        isNull(priceLists.withdrawnAt),
        or(isNull(priceLists.effectiveUntil), gt(priceLists.effectiveUntil, since)),
      ),
    )
    .orderBy(desc(priceLists.effectiveFrom), desc(priceLists.id));
}

/** Of `lists` in the order of `readDatedLists` the one that prices at a moment; null: nothing is priced then. */
export function listInEffect(lists: readonly DatedList[], at: Date): DatedList | null {
  const prices = ({ effectiveFrom, effectiveUntil }: DatedList) =>
    effectiveFrom <= at && (effectiveUntil === null || effectiveUntil > at);
  return lists.find(prices) ?? null;
}

/** When, after `now`, another of `lists` or none begins to price; null: nothing changes. */
export function nextInEffect(
  lists: readonly DatedList[],
  now: Date,
): { at: Date; list: DatedList | null } | null {
  const current = listInEffect(lists, now);
  const moments = lists
    .flatMap(({ effectiveFrom, effectiveUntil }) => [effectiveFrom, effectiveUntil])
    .filter((at) => at !== null)
    .filter((at) => at > now)
    .toSorted((a, b) => a.getTime() - b.getTime());
  for (const at of moments) {
    const list = listInEffect(lists, at);
    if (list?.id !== current?.id) return { at, list };
  }
  return null;
}
