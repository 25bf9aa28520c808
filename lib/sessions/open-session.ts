import { eq, lt, sql } from 'drizzle-orm';
import { knownAddresses, sessions, throttles, users } from '#db/schema/accounts.ts';
import { knownDevices } from '#db/schema/factors.ts';
import type { Ground } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import type { UserId } from '#lib/ids.ts';
import { noteDevice } from './note-device.ts';
import { newSessionToken, sessionHash } from './session-token.ts';

/** What is known of the browser: its words, whether a second factor was proven in it, and the network address it is at. */
export type Opening = { device?: string; secondFactor?: boolean; address?: string };

/**
 * Opens a session for a user who has just proven who they are; of staff a shorter one. Tells their account of a device that
 * is new, when it is known from where. Returns the token for the cookie, kept nowhere else.
 */
export async function openSession(
  { db, keyring }: Ground,
  userId: UserId,
  { device = '', secondFactor = false, address }: Opening = {},
): Promise<{ token: string; endsAt: Date }> {
  const token = newSessionToken();
  const [user] = await db.select({ kind: users.kind }).from(users).where(eq(users.id, userId));
  const maxHours = user?.kind === 'staff' ? env.STAFF_SESSION_MAX_HOURS : env.SESSION_MAX_HOURS;
  const endsAt = new Date(Date.now() + maxHours * 3_600_000);
  await db.transaction(async (tx) => {
    await tx.insert(sessions).values({
      ...{ tokenHash: sessionHash(token)!, userId, endsAt, device },
      secondFactorAt: secondFactor ? sql`now()` : null,
    });
    if (address !== undefined) await noteDevice(tx, keyring, { userId, device, address });
  });
  await forgetOld({ db });
  return { token, endsAt };
}

/** Each sign-in sweeps up what has run out: old sessions, quiet throttles, addresses and devices unused for a year. */
async function forgetOld({ db }: Pick<Ground, 'db'>): Promise<void> {
  await db.delete(sessions).where(lt(sessions.endsAt, sql`now()`));
  await db.delete(throttles).where(lt(throttles.updatedAt, sql`now() - interval '2 days'`));
  await db
    .delete(knownAddresses)
    .where(lt(knownAddresses.lastSignedInAt, sql`now() - interval '1 year'`));
  await db
    .delete(knownDevices)
    .where(lt(knownDevices.lastSignedInAt, sql`now() - interval '1 year'`));
}
