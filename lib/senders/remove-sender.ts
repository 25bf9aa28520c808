import { and, eq, isNull, sql } from 'drizzle-orm';
import { senders } from '#db/schema/senders.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { SenderId } from '#lib/ids.ts';

/**
 * Takes a sender away at once: nothing new can be sent from it, and what has not left yet fails and is not charged.
 * Not `ok` when the account has no such sender (any more). Adding it again needs a new proof or declaration.
 */
export async function removeSender(
  ctx: CustomerContext,
  senderId: SenderId,
): Promise<{ ok: boolean }> {
  const removed = await ctx.db
    .update(senders)
    .set({ removedAt: sql`now()`, removedBy: ctx.actor.userId })
    .where(
      and(
        eq(senders.accountId, ctx.actor.accountId),
        eq(senders.id, senderId),
        isNull(senders.removedAt),
      ),
    )
    .returning({ id: senders.id });
  return { ok: removed.length > 0 };
}
