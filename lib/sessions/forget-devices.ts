import { randomBytes } from 'node:crypto';
import { and, eq, ne } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { knownDevices } from '#db/schema/factors.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';
import { type Device, deviceHashOf } from './device-hash.ts';

/**
 * After devices were signed out (`closed`: their words): whichever signs in again is told of. A session does not say from
 * which network it was opened, so all that are known are forgotten but the one that asks, and that one too where a closed one
 * looks like it: better told of once too often. In the caller's transaction.
 */
export async function forgetDevices(
  tx: Db,
  keyring: Keyring,
  { here, closed }: { here: Device; closed: string[] },
): Promise<void> {
  const hash = await deviceHashOf(keyring, here);
  const nobody = randomBytes(hash.length);
  const keep = closed.includes(here.device) ? nobody : hash;
  const mine = eq(knownDevices.userId, here.userId);
  await tx.delete(knownDevices).where(and(mine, ne(knownDevices.deviceHash, keep)));
  if ((await tx.$count(knownDevices, mine)) > 0) return;
  // With none left the next one would pass for the very first, of which nobody is told.
  await tx.insert(knownDevices).values({ userId: here.userId, deviceHash: nobody });
}
