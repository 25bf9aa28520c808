import { sql } from 'drizzle-orm';
import { accessChoices } from '#db/schema/accesses.ts';
import type { CustomerContext } from '#lib/context.ts';
import { asksFirst } from './asks-first.ts';

/**
 * Chooses whether staff must ask before they look. It counts for what is asked from then on; what is open stays until it
 * ends or is ended. Choosing what counts already changes nothing.
 */
export async function chooseAskFirst(ctx: CustomerContext, askFirst: boolean): Promise<void> {
  const { accountId, userId } = ctx.actor;
  await ctx.db.transaction(async (tx) => {
    // One choice at a time, and none of a closed account.
    const open = await tx.execute(
      sql`select from accounts where id = ${accountId} and closed_at is null for no key update`,
    );
    if (open.length === 0 || (await asksFirst(tx, accountId)) === askFirst) return;
    const at = sql`greatest(clock_timestamp(), (
      select max(at) + interval '1 ms' from access_choices where account_id = ${accountId}))`;
    await tx.insert(accessChoices).values({ accountId, userId, askFirst, at });
  });
}
