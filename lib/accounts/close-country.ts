import { and, eq } from 'drizzle-orm';
import { openedCountries } from '#db/schema/accounts.ts';
import type { CustomerContext } from '#lib/context.ts';

/**
 * Closes a country (ISO 3166-1 alpha-2) that the account had opened: what is written from now on does not go there. A
 * country that is not open, and the home country, stay as they are.
 */
export async function closeCountry(ctx: CustomerContext, country: string): Promise<void> {
  await ctx.db
    .delete(openedCountries)
    .where(
      and(eq(openedCountries.accountId, ctx.actor.accountId), eq(openedCountries.country, country)),
    );
}
