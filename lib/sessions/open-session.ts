import { eq, lt, sql } from 'drizzle-orm';
import { knownAddresses, sessions, throttles, users } from '#db/schema/accounts.ts';
import type { Ground } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import type { UserId } from '#lib/ids.ts';
import { newSessionToken, sessionHash } from './session-token.ts';

/**
 * Opens a session for a user who has just proven who they are, with `secondFactor` where that was proven too; of staff a
 * shorter one. Returns the token for the cookie, kept nowhere else.
 */
export async function openSession(
  { db }: Ground,
  userId: UserId,
  { secondFactor = false }: { secondFactor?: boolean } = {},
): Promise<{ token: string; endsAt: Date }> {
  const token = newSessionToken();
  const [user] = await db.select({ kind: users.kind }).from(users).where(eq(users.id, userId));
  const maxHours = user?.kind === 'staff' ? env.STAFF_SESSION_MAX_HOURS : env.SESSION_MAX_HOURS;
  const endsAt = new Date(Date.now() + maxHours * 3_600_000);
  await db.insert(sessions).values({
    ...{ tokenHash: sessionHash(token)!, userId, endsAt },
    secondFactorAt: secondFactor ? sql`now()` : null,
  });
  await forgetOld({ db });
  return { token, endsAt };
}

/** Each sign-in sweeps up what has run out: old sessions, quiet throttles, addresses unused for a year. */
async function forgetOld({ db }: Pick<Ground, 'db'>): Promise<void> {
  await db.delete(sessions).where(lt(sessions.endsAt, sql`now()`));
  await db.delete(throttles).where(lt(throttles.updatedAt, sql`now() - interval '2 days'`));
  await db
    .delete(knownAddresses)
    .where(lt(knownAddresses.lastSignedInAt, sql`now() - interval '1 year'`));
}
