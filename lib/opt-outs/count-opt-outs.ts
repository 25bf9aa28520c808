import { and, count, eq } from 'drizzle-orm';
import { optOuts } from '#db/schema/senders.ts';
import type { CustomerContext } from '#lib/context.ts';

/** How many people told this account to stop: by a text, or by the link at the end of one. */
export async function countOptOuts(ctx: CustomerContext): Promise<number> {
  const [row] = await ctx.db
    .select({ people: count() })
    .from(optOuts)
    .where(and(eq(optOuts.accountId, ctx.actor.accountId), eq(optOuts.source, 'recipient')));
  return row!.people;
}
