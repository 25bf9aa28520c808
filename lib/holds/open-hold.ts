import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { heldBatches, type holdEnd } from '#db/schema/ceilings.ts';
import { notices } from '#db/schema/notices.ts';
import type { AccountId, BatchId, UserId } from '#lib/ids.ts';

export type Hold = typeof heldBatches.$inferSelect;
export type HoldEnd = (typeof holdEnd.enumValues)[number];

/** That a batch is held is told once for each reason. */
export const heldKey = (batchId: BatchId, reason: Hold['reason']): string =>
  `held/${reason}/${batchId}`;

/** That a batch waits for its customer. */
export const isOpen = (accountId: AccountId, batchId: BatchId) =>
  and(
    eq(heldBatches.accountId, accountId),
    eq(heldBatches.batchId, batchId),
    isNull(heldBatches.endedAt),
  );

/** The hold of a batch that waits for its customer, locked until the caller's transaction ends. Null when it does not. */
export async function lockHold(
  tx: Db,
  accountId: AccountId,
  batchId: BatchId,
): Promise<Hold | null> {
  const [hold] = await tx
    .select()
    .from(heldBatches)
    .where(isOpen(accountId, batchId))
    .for('no key update');
  return hold ?? null;
}

/** Ends a hold, in the caller's transaction; what was told of it needs nobody's attention any more. */
export async function endHold(
  tx: Db,
  { accountId, batchId, reason }: Hold,
  { ended, by }: { ended: HoldEnd; by: UserId },
): Promise<void> {
  await tx
    .update(heldBatches)
    .set({ endedAt: sql`now()`, ended, endedBy: by })
    .where(isOpen(accountId, batchId));
  await tx
    .update(notices)
    .set({ seenAt: sql`now()`, seenBy: by })
    .where(
      and(
        eq(notices.accountId, accountId),
        eq(notices.onceKey, heldKey(batchId, reason)),
        isNull(notices.seenAt),
      ),
    );
}
