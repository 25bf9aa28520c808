import type { Db } from '#db/client.ts';
import { priceLists, prices } from '#db/schema/prices.ts';
import type { UserId } from '#lib/ids.ts';
import { type PriceProblem, readPriceCsv } from './read-price-csv.ts';

export type LoadPriceList = {
  source: string;
  /** ISO 4217. A list that says that it is in another (`# currency: USD`) is refused. */
  currency: string;
  effectiveFrom: Date;
  /** Null or left out: until another begins. */
  effectiveUntil?: Date | null;
  csv: string;
  /** Whoever proposes it: then it prices nothing until it is confirmed. */
  proposedBy?: UserId;
};
export type LoadedPriceList =
  | { ok: true; priceListId: number; rows: number }
  | { ok: false; problems: PriceProblem[] };

/** PostgreSQL takes 65,535 parameters a statement; a row has five. */
const rowsPerInsert = 5000;

/**
 * Stores a version of the price list (see `readPriceCsv` for the form). All lines or none: each wrong one is named.
 * Quotes made before keep the list they were made with.
 */
export async function loadPriceList(db: Db, input: LoadPriceList): Promise<LoadedPriceList> {
  const { csv, ...facts } = input;
  const read = readPriceCsv(csv, input.currency);
  if (!read.ok) return read;
  return await db.transaction(async (tx) => {
    const [list] = await tx
      .insert(priceLists)
      .values({ ...facts, ...(input.proposedBy ? { confirmedAt: null } : {}) })
      .returning({ id: priceLists.id });
    const priceListId = list!.id;
    for (let from = 0; from < read.prices.length; from += rowsPerInsert) {
      const rows = read.prices.slice(from, from + rowsPerInsert);
      await tx.insert(prices).values(rows.map((price) => ({ priceListId, ...price })));
    }
    return { ok: true, priceListId, rows: read.prices.length };
  });
}
