import { eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { prices } from '#db/schema/prices.ts';
import type { Micros } from '#lib/money/micros.ts';
import type { CountryCode, PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { type DatedList, listInEffect, nextInEffect, readDatedLists } from './lists-in-effect.ts';

/** What one segment costs to the numbers that begin with `prefix` (digits without `+`). */
export type Price = {
  prefix: string;
  country: CountryCode;
  destination: string;
  segmentMicros: Micros;
};

export type PriceList = { id: number; currency: string; prices: Price[] };

/** A list with the time for which it prices. `effectiveUntil` null: until another begins. */
export type DatedPriceList = PriceList & Pick<DatedList, 'effectiveFrom' | 'effectiveUntil'>;

/**
 * The list that prices at `now`: of those that are confirmed, not withdrawn and valid then, the one with the newest
 * beginning. Null when there is none, and then nothing is priced.
 */
export async function currentPriceList(db: Db, now = new Date()): Promise<DatedPriceList | null> {
  const list = listInEffect(await readDatedLists(db, now), now);
  return list && withPrices(db, list);
}

/** Another list begins, or (`list` null) the one in effect ends and nothing follows. */
export type UpcomingPriceList = { at: Date; list: DatedPriceList | null };

/** What prices next, and from when; null when nothing that is confirmed changes the prices of `now`. */
export async function upcomingPriceList(
  db: Db,
  now = new Date(),
): Promise<UpcomingPriceList | null> {
  const next = nextInEffect(await readDatedLists(db, now), now);
  return next && { at: next.at, list: next.list && (await withPrices(db, next.list)) };
}

async function withPrices(db: Db, { source: _, ...list }: DatedList): Promise<DatedPriceList> {
  return { ...list, prices: await readPrices(db, list.id) };
}

/** The prices of one list, in the order of their prefixes. */
export function readPrices(db: Db, priceListId: number): Promise<Price[]> {
  return db
    .select({
      prefix: prices.prefix,
      country: prices.country,
      destination: prices.destination,
      segmentMicros: prices.segmentMicros,
    })
    .from(prices)
    .where(eq(prices.priceListId, priceListId))
    .orderBy(prices.prefix);
}

/** The price with the longest prefix that `number` begins with, or null: no price, not sent. */
export function priceFor(list: Priced, number: PhoneNumber): Price | null {
  return priceOfDigits(list, number.slice(1));
}

/** The same for the beginning of a number, digits without `+`. */
export function priceOfDigits(list: Priced, digits: string): Price | null {
  const { byPrefix, longest } = indexOf(list);
  for (let end = Math.min(digits.length, longest); end > 0; end--) {
    const price = byPrefix.get(digits.slice(0, end));
    if (price) return price;
  }
  return null;
}

type Priced = Pick<PriceList, 'prices'>;
type Index = { byPrefix: Map<string, Price>; longest: number };
// A list is plain data, so that it can be sent to the browser; its index is made at the first question.
const indexes = new WeakMap<Priced, Index>();

function indexOf(list: Priced): Index {
  const known = indexes.get(list);
  if (known) return known;
  const index = {
    byPrefix: new Map(list.prices.map((price) => [price.prefix, price])),
    longest: list.prices.reduce((most, { prefix }) => Math.max(most, prefix.length), 0),
  };
  indexes.set(list, index);
  return index;
}
