import { and, eq } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import type { Ground } from '#lib/context.ts';
import type { UserId } from '#lib/ids.ts';
import { hashPassword, isOfCurrentPepper } from './password-hash.ts';

/**
 * After a password has been proven: hashes it anew when its hash was made with an earlier pepper. A password that was
 * changed meanwhile stays.
 */
export async function renewPasswordHash(
  { db }: Pick<Ground, 'db'>,
  user: { id: UserId; passwordHash: string },
  password: string,
): Promise<void> {
  if (isOfCurrentPepper(user.passwordHash)) return;
  const passwordHash = await hashPassword(password);
  await db
    .update(users)
    .set({ passwordHash })
    .where(and(eq(users.id, user.id), eq(users.passwordHash, user.passwordHash)));
}
