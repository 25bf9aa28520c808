import { EVERYWHERE } from '#db/schema/ceilings.ts';
import { openCountries } from '#lib/accounts/open-country.ts';
import type { CustomerContext } from '#lib/context.ts';
import { accountCeilings, type Ceiling } from './account-ceilings.ts';

/** The ceilings of one country, or of everything (empty): hour, day and month. */
export type CeilingScope = { country: string; ceilings: Ceiling[] };

/** Every ceiling that the customer has, with what is used of it: everything first, then the home country, then the others. */
export async function listCeilings(ctx: CustomerContext): Promise<CeilingScope[]> {
  const countries = await openCountries(ctx);
  const all = await accountCeilings(ctx.db, ctx.actor.accountId, countries);
  return [EVERYWHERE, ...countries].map((country) => ({
    country,
    ceilings: all.filter((each) => each.country === country),
  }));
}
