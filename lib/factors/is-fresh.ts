import { and, eq, gt, sql } from 'drizzle-orm';
import { sessions } from '#db/schema/accounts.ts';
import { type Proof, type ProofResult, proveAgain } from './prove-again.ts';
import type { UserContext } from './user-context.ts';

const MINUTES = 15;

/** Whoever is signed in, with the hash of the session. */
export type InSession = UserContext & { sessionHash: Buffer; username: string };

/** Whether the user signed in within the last 15 minutes: then it is not asked again who is there for smaller things. */
export async function isFresh(ctx: InSession): Promise<boolean> {
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

/** `proveAgain`, unless the sign-in is younger than 15 minutes. For senders and the recovery kit. */
export async function proveUnlessFresh(ctx: InSession, proof: Proof): Promise<ProofResult> {
  return (await isFresh(ctx)) ? { ok: true, username: ctx.username } : proveAgain(ctx, proof);
}
