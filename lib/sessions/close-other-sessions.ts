import { and, eq, ne } from 'drizzle-orm';
import { sessions } from '#db/schema/accounts.ts';
import type { UserContext } from '#lib/factors/user-context.ts';

/** Closes every session of the user but the one with this hash. Returns how many. */
export async function closeOtherSessions(
  { db, actor }: UserContext,
  keep: Buffer,
): Promise<number> {
  const closed = await db
    .delete(sessions)
    .where(and(eq(sessions.userId, actor.userId), ne(sessions.tokenHash, keep)))
    .returning({ userId: sessions.userId });
  return closed.length;
}
