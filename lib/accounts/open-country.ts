import { asc, eq } from 'drizzle-orm';
import { accounts, openedCountries } from '#db/schema/accounts.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { CountryCode } from '#lib/phone-numbers/phone-number.ts';
import { parseCountry } from './country-code.ts';

export type OpenCountryResult = { ok: true } | { ok: false; sentence: string };

/** Lets the account send to a country (ISO 3166-1 alpha-2) beside its home country. */
export async function openCountry(
  ctx: CustomerContext,
  country: string,
): Promise<OpenCountryResult> {
  const code = parseCountry(country);
  if (!code) return { ok: false, sentence: 'Choose a country of the list.' };
  const { accountId, userId } = ctx.actor;
  await ctx.db
    .insert(openedCountries)
    .values({ accountId, userId, country: code })
    .onConflictDoNothing();
  return { ok: true };
}

/** The countries that the account may send to: the home country first, then those it opened. */
export async function openCountries(ctx: CustomerContext): Promise<CountryCode[]> {
  const { accountId } = ctx.actor;
  const [account] = await ctx.db
    .select({ homeCountry: accounts.homeCountry })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  const opened = await ctx.db
    .select({ country: openedCountries.country })
    .from(openedCountries)
    .where(eq(openedCountries.accountId, accountId))
    .orderBy(asc(openedCountries.country));
  return [
    ...new Set([...(account ? [account.homeCountry] : []), ...opened.map((row) => row.country)]),
  ];
}
