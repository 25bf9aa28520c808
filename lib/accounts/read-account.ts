import { and, asc, eq, isNull } from 'drizzle-orm';
import { accounts, users } from '#db/schema/accounts.ts';
import { balances } from '#db/schema/ledger.ts';
import type { StaffContext } from '#lib/context.ts';
import type { AccountId } from '#lib/ids.ts';
import { isSuspended } from '#lib/suspensions/open-suspension.ts';
import type { AccountSummary } from './list-accounts.ts';

export type AccountDetails = AccountSummary & { homeCountry: string; timeZone: string };

/** What staff may see of one account: names, dates and money; no content, no numbers. Null when there is none, or it was deleted. */
export async function readAccount(
  ctx: StaffContext,
  accountId: AccountId,
): Promise<AccountDetails | null> {
  const [account] = await ctx.db
    .select({
      id: accounts.id,
      createdAt: accounts.createdAt,
      homeCountry: accounts.homeCountry,
      timeZone: accounts.timeZone,
      availableMicros: balances.availableMicros,
      reservedMicros: balances.reservedMicros,
    })
    .from(accounts)
    .innerJoin(balances, eq(balances.accountId, accounts.id))
    .where(and(eq(accounts.id, accountId), isNull(accounts.closedAt)));
  if (!account) return null;
  const names = await ctx.db
    .select({ username: users.username })
    .from(users)
    .where(eq(users.accountId, accountId))
    .orderBy(asc(users.id));
  const usernames = names.map((user) => user.username);
  return { ...account, usernames, isSuspended: await isSuspended(ctx.db, accountId) };
}
