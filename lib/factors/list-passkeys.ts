import { asc, eq } from 'drizzle-orm';
import { passkeys } from '#db/schema/factors.ts';
import type { UserContext } from './user-context.ts';

/** A passkey as its owner knows it. `backedUp`: its maker copies it to other devices of the owner. */
export type Passkey = { id: string; createdAt: Date; lastUsedAt: Date | null; backedUp: boolean };

/** The passkeys of the user, the oldest first. */
export async function listPasskeys(ctx: UserContext): Promise<Passkey[]> {
  const { id, createdAt, lastUsedAt, backedUp } = passkeys;
  return ctx.db
    .select({ id, createdAt, lastUsedAt, backedUp })
    .from(passkeys)
    .where(eq(passkeys.userId, ctx.actor.userId))
    .orderBy(asc(createdAt));
}
