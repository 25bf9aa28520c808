import { asc, eq } from 'drizzle-orm';
import { passkeys } from '#db/schema/factors.ts';
import { passkeyKind } from './passkey-kind.ts';
import type { UserContext } from './user-context.ts';

/** A passkey as its owner knows it. `kind`: what keeps it, in words. `backedUp`: that copies it to other devices of the owner. */
export type Passkey = {
  id: string;
  kind: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  backedUp: boolean;
};

/** The passkeys of the user, the oldest first. */
export async function listPasskeys(ctx: UserContext): Promise<Passkey[]> {
  const { id, createdAt, lastUsedAt, backedUp, transports } = passkeys;
  const rows = await ctx.db
    .select({ id, createdAt, lastUsedAt, backedUp, transports })
    .from(passkeys)
    .where(eq(passkeys.userId, ctx.actor.userId))
    .orderBy(asc(createdAt));
  return rows.map(({ transports: ways, ...row }) => ({ ...row, kind: passkeyKind(ways) }));
}
