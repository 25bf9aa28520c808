import { and, eq, isNull, sql } from 'drizzle-orm';
import { senders } from '#db/schema/senders.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { SenderId } from '#lib/ids.ts';
import { endRecoveryNumbers } from '#lib/recovery/end-recovery-numbers.ts';

/**
 * Takes a sender away at once: nothing new can be sent from it, what has not left yet fails and is not charged, and it is
 * no way of recovery any more.
 * Not `ok` when the account has no such sender (any more). Adding it again needs a new proof or declaration.
 */
export async function removeSender(
  ctx: CustomerContext,
  senderId: SenderId,
): Promise<{ ok: boolean }> {
  const { accountId, userId } = ctx.actor;
  return ctx.db.transaction(async (tx) => {
    const removed = await tx
      .update(senders)
      .set({ removedAt: sql`now()`, removedBy: userId })
      .where(
        and(eq(senders.accountId, accountId), eq(senders.id, senderId), isNull(senders.removedAt)),
      )
      .returning({ id: senders.id });
    await endRecoveryNumbers(tx, accountId);
    return { ok: removed.length > 0 };
  });
}
