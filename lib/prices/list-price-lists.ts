import { count, desc, eq, inArray, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { users } from '#db/schema/accounts.ts';
import { priceLists, prices } from '#db/schema/prices.ts';
import type { StaffContext } from '#lib/context.ts';
import { listInEffect, readDatedLists } from './lists-in-effect.ts';
import { type PriceListState, priceListState } from './price-list-state.ts';

export type PriceListSummary = {
  id: number;
  source: string;
  currency: string;
  state: PriceListState;
  /** How many prices it has. */
  prices: number;
  effectiveFrom: Date;
  effectiveUntil: Date | null;
  loadedAt: Date;
  /** Usernames of staff; null: nobody, or loaded by the command. */
  proposedBy: string | null;
  confirmedAt: Date | null;
  confirmedBy: string | null;
  withdrawnAt: Date | null;
  withdrawnBy: string | null;
};

const atOnce = 50;
const proposer = alias(users, 'proposer');
const confirmer = alias(users, 'confirmer');
const withdrawer = alias(users, 'withdrawer');

/** The price lists for staff, the one that begins last first, at most 50. */
export function listPriceLists(ctx: StaffContext): Promise<PriceListSummary[]> {
  return readSummaries(ctx, undefined);
}

/** One of them; null when there is none. */
export async function readPriceListSummary(
  ctx: StaffContext,
  id: number,
): Promise<PriceListSummary | null> {
  const [summary] = await readSummaries(ctx, eq(priceLists.id, id));
  return summary ?? null;
}

async function readSummaries(
  { db }: StaffContext,
  which: SQL | undefined,
): Promise<PriceListSummary[]> {
  const now = new Date();
  const current = listInEffect(await readDatedLists(db, now), now)?.id ?? null;
  const found = await db
    .select({
      list: priceLists,
      proposedBy: proposer.username,
      confirmedBy: confirmer.username,
      withdrawnBy: withdrawer.username,
    })
    .from(priceLists)
    .leftJoin(proposer, eq(proposer.id, priceLists.proposedBy))
    .leftJoin(confirmer, eq(confirmer.id, priceLists.confirmedBy))
    .leftJoin(withdrawer, eq(withdrawer.id, priceLists.withdrawnBy))
    .where(which)
    .orderBy(desc(priceLists.effectiveFrom), desc(priceLists.id))
    .limit(atOnce);
  const counts = await db
    .select({ id: prices.priceListId, prices: count() })
    .from(prices)
    .where(
      inArray(
        prices.priceListId,
        found.map(({ list }) => list.id),
      ),
    )
    .groupBy(prices.priceListId);
  const countOf = new Map(counts.map((row) => [row.id, row.prices]));
  return found.map(({ list, ...names }) => ({
    ...{ ...list, ...names },
    prices: countOf.get(list.id) ?? 0,
    state: priceListState(list, current, now),
  }));
}
