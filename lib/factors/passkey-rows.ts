import { asc, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { passkeys } from '#db/schema/factors.ts';
import type { UserId } from '#lib/ids.ts';

/** The passkeys of a user as browsers are told of them. */
export async function passkeyRows(
  db: Db,
  userId: UserId,
): Promise<{ id: string; transports: string[] }[]> {
  return db
    .select({ id: passkeys.id, transports: passkeys.transports })
    .from(passkeys)
    .where(eq(passkeys.userId, userId))
    .orderBy(asc(passkeys.createdAt));
}
