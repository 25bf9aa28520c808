import { eq, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { automaticTopUps } from '#db/schema/billing.ts';
import { env } from '#lib/env.ts';
import type { AccountId, OrderId } from '#lib/ids.ts';
import type { Micros } from '#lib/money/micros.ts';
import { tell } from '#lib/notices/tell.ts';

type Failed = { accountId: AccountId; creditMicros: Micros; orderId: OrderId | null };

/** After a top-up that failed: nothing is charged any more until somebody switches it on again, and the account is told. */
export async function restAutomatic(
  tx: Db,
  { accountId, creditMicros, orderId }: Failed,
): Promise<void> {
  const [rests] = await tx
    .update(automaticTopUps)
    .set({ enabledAt: null, failedAt: sql`now()` })
    .where(eq(automaticTopUps.accountId, accountId))
    .returning({ failedAt: automaticTopUps.failedAt });
  if (!rests) return;
  await tell(tx, accountId, {
    kind: 'automatic_top_up_failed',
    facts: { micros: creditMicros, currency: env.CURRENCY, ...(orderId ? { orderId } : {}) },
    onceKey: `automatic_top_up_failed:${orderId ?? rests.failedAt?.toISOString()}`,
  });
}
