import { and, eq, inArray, isNull } from 'drizzle-orm';
import { heldBatches } from '#db/schema/ceilings.ts';
import { lookAtCeilings, type Obstacle } from '#lib/ceilings/obstacles.ts';
import type { Span } from '#lib/ceilings/spans.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { BatchId } from '#lib/ids.ts';
import { readBalance } from '#lib/ledger/read-balance.ts';
import type { Micros } from '#lib/money/micros.ts';
import { type Hold, isOpen } from './open-hold.ts';
import { sharesOfBatch } from './shares-of-batch.ts';

export type HoldView = {
  reason: Hold['reason'];
  heldAt: Date;
  /** Of a ceiling: the one that it was held at. */
  ceiling: { country: string; span: Span } | null;
  /** What stands in the way now; none: it may go on. */
  obstacles: Obstacle[];
  owedMicros: Micros;
};

/** Why a batch of the customer's waits for them, as things stand now. Null when it does not, and for those of others. */
export async function readHold(ctx: CustomerContext, batchId: BatchId): Promise<HoldView | null> {
  const { accountId } = ctx.actor;
  const [hold] = await ctx.db.select().from(heldBatches).where(isOpen(accountId, batchId));
  if (!hold) return null;
  const { reason, heldAt, country, span } = hold;
  const shares = reason === 'ceiling' ? await sharesOfBatch(ctx.db, hold) : [];
  return {
    ...{ reason, heldAt },
    ceiling: country !== null && span ? { country, span } : null,
    obstacles: await lookAtCeilings(ctx.db, accountId, shares),
    owedMicros: (await readBalance(ctx)).debtMicros,
  };
}

/** Which of these batches wait for their customer. */
export async function heldAmong(
  ctx: CustomerContext,
  batchIds: readonly BatchId[],
): Promise<ReadonlySet<BatchId>> {
  if (batchIds.length === 0) return new Set();
  const rows = await ctx.db
    .select({ batchId: heldBatches.batchId })
    .from(heldBatches)
    .where(
      and(
        eq(heldBatches.accountId, ctx.actor.accountId),
        inArray(heldBatches.batchId, [...batchIds]),
        isNull(heldBatches.endedAt),
      ),
    );
  return new Set(rows.map(({ batchId }) => batchId));
}
