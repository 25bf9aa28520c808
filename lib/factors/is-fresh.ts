import { and, eq, gt, sql } from 'drizzle-orm';
import { sessions } from '#db/schema/accounts.ts';
import type { UserContext } from './user-context.ts';

/** For so long after signing in it is not asked again who is there, where that is enough. */
const MINUTES = 15;

/**
 * Whether the user signed in, in this session, within the last 15 minutes. Enough for adding and removing senders: the
 * first five minutes of an account ask for no password twice.
 */
export async function isFresh(ctx: UserContext & { sessionHash: Buffer }): Promise<boolean> {
  const fresh = await ctx.db.$count(
    sessions,
    and(
      eq(sessions.tokenHash, ctx.sessionHash),
      eq(sessions.userId, ctx.actor.userId),
      gt(sessions.createdAt, sql`now() - make_interval(mins => ${MINUTES})`),
    ),
  );
  return fresh > 0;
}
