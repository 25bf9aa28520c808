import { eq } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { Keeping } from '#lib/data-keys/read-keeping.ts';

/** For how many days the account keeps content (0: permanent masking) and recipients, as it is chosen now. For pages. */
export async function readContentChoice(ctx: CustomerContext): Promise<Keeping> {
  const [row] = await ctx.db
    .select({ contentDays: accounts.contentDays, numberDays: accounts.numberDays })
    .from(accounts)
    .where(eq(accounts.id, ctx.actor.accountId));
  return row!;
}
