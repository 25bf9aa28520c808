import { eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import type { UserId } from '#lib/ids.ts';

/**
 * Holds a user's row until the transaction ends, so that factors and the password, which depend on each other, change one
 * after the other. Says whether the password is one that needs a second factor beside it.
 */
export async function lockUser(tx: Db, userId: UserId): Promise<{ shortPassword: boolean }> {
  const [user] = await tx
    .select({ shortPassword: users.shortPassword })
    .from(users)
    .where(eq(users.id, userId))
    .for('update');
  return { shortPassword: user?.shortPassword ?? false };
}
