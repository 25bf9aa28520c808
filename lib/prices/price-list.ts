import { desc, eq, lte } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { priceLists, prices } from '#db/schema/prices.ts';
import type { Micros } from '#lib/money/micros.ts';
import type { CountryCode, PhoneNumber } from '#lib/phone-numbers/phone-number.ts';

/** What one segment costs to the numbers that begin with `prefix` (digits without `+`). */
export type Price = {
  prefix: string;
  country: CountryCode;
  destination: string;
  segmentMicros: Micros;
};

export type PriceList = { id: number; currency: string; prices: Price[] };

/** The newest list in effect at `now`, or null when none has been loaded. */
export async function currentPriceList(db: Db, now = new Date()): Promise<PriceList | null> {
  const [list] = await db
    .select({ id: priceLists.id, currency: priceLists.currency })
    .from(priceLists)
    .where(lte(priceLists.effectiveFrom, now))
    .orderBy(desc(priceLists.effectiveFrom), desc(priceLists.id))
    .limit(1);
  if (!list) return null;
  const rows = await db
    .select({
      prefix: prices.prefix,
      country: prices.country,
      destination: prices.destination,
      segmentMicros: prices.segmentMicros,
    })
    .from(prices)
    .where(eq(prices.priceListId, list.id))
    .orderBy(prices.prefix);
  return { ...list, prices: rows };
}

/** The price with the longest prefix that `number` begins with, or null: no price, not sent. */
export function priceFor(list: PriceList, number: PhoneNumber): Price | null {
  const { byPrefix, longest } = indexOf(list);
  // number[0] is the +.
  for (let end = Math.min(number.length, longest + 1); end > 1; end--) {
    const price = byPrefix.get(number.slice(1, end));
    if (price) return price;
  }
  return null;
}

type Index = { byPrefix: Map<string, Price>; longest: number };
// A list is plain data, so that it can be sent to the browser; its index is made at the first question.
const indexes = new WeakMap<PriceList, Index>();

function indexOf(list: PriceList): Index {
  const known = indexes.get(list);
  if (known) return known;
  const index = {
    byPrefix: new Map(list.prices.map((price) => [price.prefix, price])),
    longest: list.prices.reduce((most, { prefix }) => Math.max(most, prefix.length), 0),
  };
  indexes.set(list, index);
  return index;
}
