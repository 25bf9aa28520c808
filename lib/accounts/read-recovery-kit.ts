import { eq, sql } from 'drizzle-orm';
import { recoveryCodes } from '#db/schema/accounts.ts';
import type { CustomerContext } from '#lib/context.ts';

export type RecoveryKitState = { codesLeft: number; madeAt: Date | null };

/** How many codes of the user's kit are left, and when it was made: never the codes. */
export async function readRecoveryKit(ctx: CustomerContext): Promise<RecoveryKitState> {
  const [kit] = await ctx.db
    .select({
      codesLeft: sql<number>`count(*) filter (where ${recoveryCodes.usedAt} is null)`.mapWith(
        Number,
      ),
      madeAt: sql<Date | null>`min(${recoveryCodes.createdAt})`.mapWith(recoveryCodes.createdAt),
    })
    .from(recoveryCodes)
    .where(eq(recoveryCodes.userId, ctx.actor.userId));
  return { codesLeft: kit?.codesLeft ?? 0, madeAt: kit?.madeAt ?? null };
}
