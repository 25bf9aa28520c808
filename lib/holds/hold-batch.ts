import type { Db } from '#db/client.ts';
import { heldBatches } from '#db/schema/ceilings.ts';
import type { Obstacle } from '#lib/ceilings/obstacles.ts';
import { env } from '#lib/env.ts';
import type { AccountId, BatchId } from '#lib/ids.ts';
import { tell } from '#lib/notices/tell.ts';
import { heldKey } from './open-hold.ts';

/**
 * Notes that a batch which is being accepted waits for its customer, since it would go above a ceiling, and tells them. In
 * the caller's transaction, with `acceptBatch` and its `held`.
 */
export async function holdBatch(
  tx: Db,
  { accountId, batchId }: { accountId: AccountId; batchId: BatchId },
  { country, span, micros }: Obstacle,
): Promise<void> {
  await tx.insert(heldBatches).values({ accountId, batchId, reason: 'ceiling', country, span });
  await tell(tx, accountId, {
    kind: 'batch_held',
    facts: { batchId, micros, currency: env.CURRENCY, span, ...(country ? { country } : {}) },
    onceKey: heldKey(batchId, 'ceiling'),
  });
}
