import { and, eq, ne, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import { knownDevices } from '#db/schema/factors.ts';
import { newId } from '#lib/ids.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';
import { tell } from '#lib/notices/tell.ts';
import { type Device, deviceHashOf } from './device-hash.ts';

/**
 * Remembers, as a keyed hash, from which browser and network a user signs in, and tells the account of one that had not
 * signed in within a year; nobody is told of the very first. In the caller's transaction.
 */
export async function noteDevice(tx: Db, keyring: Keyring, signingIn: Device): Promise<void> {
  const { userId, device } = signingIn;
  const deviceHash = await deviceHashOf(keyring, signingIn);
  const [noted] = await tx
    .insert(knownDevices)
    .values({ userId, deviceHash })
    .onConflictDoUpdate({
      target: [knownDevices.userId, knownDevices.deviceHash],
      set: { lastSignedInAt: sql`now()` },
    })
    // PostgreSQL marks a row that was updated with the transaction that did it.
    .returning({ isNew: sql<boolean>`xmax = 0` });
  if (!noted?.isNew) return;
  const others = and(eq(knownDevices.userId, userId), ne(knownDevices.deviceHash, deviceHash));
  if ((await tx.$count(knownDevices, others)) === 0) return;
  const [user] = await tx
    .select({ accountId: users.accountId })
    .from(users)
    .where(eq(users.id, userId));
  if (!user?.accountId) return;
  const facts = device ? { device } : {};
  await tell(tx, user.accountId, { kind: 'new_device', facts, onceKey: `new_device/${newId()}` });
}
