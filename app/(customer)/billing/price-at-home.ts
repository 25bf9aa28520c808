import type { SignedInCustomer } from '#lib/auth/require-customer.ts';
import type { Micros } from '#lib/money/micros.ts';
import { countryName } from '#lib/phone-numbers/country-name.ts';
import { priceOfCountry } from '#lib/prices/list-prices.ts';
import { currentPriceList } from '#lib/prices/price-list.ts';

export type PriceAtHome = { country: string; highestMicros: Micros } | null;

/** What an SMS to the customer's own country costs at most. Null while there is no price. */
export async function priceAtHome({ db, homeCountry }: SignedInCustomer): Promise<PriceAtHome> {
  const list = await currentPriceList(db);
  const price = list && priceOfCountry(list, homeCountry);
  return price && { country: countryName(homeCountry), highestMicros: price.highestMicros };
}
