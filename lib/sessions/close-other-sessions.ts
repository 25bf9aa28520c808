import { and, eq, ne } from 'drizzle-orm';
import { sessions } from '#db/schema/accounts.ts';
import type { CustomerContext } from '#lib/context.ts';

/** Closes every session of the user but the one with this hash. Returns how many. */
export async function closeOtherSessions(ctx: CustomerContext, keep: Buffer): Promise<number> {
  const closed = await ctx.db
    .delete(sessions)
    .where(and(eq(sessions.userId, ctx.actor.userId), ne(sessions.tokenHash, keep)))
    .returning({ userId: sessions.userId });
  return closed.length;
}
