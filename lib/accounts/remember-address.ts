import { sql } from 'drizzle-orm';
import { knownAddresses } from '#db/schema/accounts.ts';
import type { VisitorContext } from '#lib/context.ts';
import type { UserId } from '#lib/ids.ts';
import { knownAddressHash } from './keyed-names.ts';

/** From this address a stranger's failed attempts no longer slow this user down. */
export async function rememberAddress(ctx: VisitorContext, userId: UserId): Promise<void> {
  const addressHash = knownAddressHash(userId, ctx.actor.address);
  await ctx.db
    .insert(knownAddresses)
    .values({ userId, addressHash })
    .onConflictDoUpdate({
      target: [knownAddresses.userId, knownAddresses.addressHash],
      set: { lastSignedInAt: sql`now()` },
    });
}
