import assert from 'node:assert/strict';
import { priceLists } from '#db/schema/prices.ts';
import type { StaffContext } from '#lib/context.ts';
import type { ListDates } from './list-dates.ts';
import { proposePriceList } from './propose-price-list.ts';
import { readPriceList } from './read-price-list.ts';

/** `hours` from now. */
export const inHours = (hours: number): Date => new Date(Date.now() + hours * 3_600_000);

/** A list of its own header and the lines given. */
export const csvOf = (...lines: string[]): string =>
  ['prefix,country,destination,price', ...lines].join('\n');

/** A proposal of a list for Greece and Bulgaria at the prices given, from an hour on unless said otherwise. */
export async function mustPropose(
  staff: StaffContext,
  greece: string,
  dates: Partial<ListDates> = {},
): Promise<number> {
  const proposed = await proposePriceList(staff, {
    ...{ source: 'The price book', currency: 'EUR' },
    csv: csvOf(`30,GR,Greece,${greece}`, '359,BG,Bulgaria,0.08'),
    ...{ effectiveFrom: inHours(1), effectiveUntil: null, ...dates },
  });
  assert.ok(proposed.ok, JSON.stringify(proposed));
  return proposed.priceListId;
}

/** The list that somebody who looks at a proposal is shown as the one it replaces. */
export async function seenWith(staff: StaffContext, priceListId: number): Promise<number | null> {
  return (await readPriceList(staff, priceListId))?.replaces?.id ?? null;
}

/** Takes all lists out of effect, so that a test begins without any. */
export async function forgetLists({ db }: StaffContext): Promise<void> {
  await db.update(priceLists).set({ withdrawnAt: new Date() });
}
