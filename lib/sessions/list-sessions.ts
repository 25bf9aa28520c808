import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { sessions } from '#db/schema/accounts.ts';
import type { CustomerContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';

export type SessionView = {
  id: string;
  /** In words, such as "Firefox on Android"; empty: it did not say. */
  device: string;
  since: Date;
  /** Exact to the minute: show the day. */
  lastSeenAt: Date;
  withSecondFactor: boolean;
  isThisOne: boolean;
};

/** The open sessions of the user, the one with the hash `current` first, then the last seen. */
export async function listSessions(ctx: CustomerContext, current: Buffer): Promise<SessionView[]> {
  const idle = sql`now() - make_interval(hours => ${env.SESSION_IDLE_HOURS})`;
  const rows = await ctx.db
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.userId, ctx.actor.userId),
        gt(sessions.endsAt, sql`now()`),
        gt(sessions.lastSeenAt, idle),
      ),
    )
    .orderBy(desc(eq(sessions.tokenHash, current)), desc(sessions.lastSeenAt));
  return rows.map(({ id, device, createdAt, lastSeenAt, secondFactorAt, tokenHash }) => ({
    ...{ id, device, lastSeenAt, since: createdAt },
    withSecondFactor: secondFactorAt !== null,
    isThisOne: tokenHash.equals(current),
  }));
}
