import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { accountDeletions, refundRequests } from '#db/schema/leaving.ts';
import { balances } from '#db/schema/ledger.ts';
import { batches } from '#db/schema/messages.ts';
import type { WorkerContext } from '#lib/context.ts';
import type { AccountId } from '#lib/ids.ts';
import { oweBalance } from '#lib/ledger/owe-balance.ts';
import { settleAndRelease } from '#lib/ledger/settle-and-release.ts';
import { cancelWaiting } from '#lib/messages/cancel-waiting.ts';
import { type BatchRef, recountBatches } from '#lib/messages/recount-batches.ts';
import { zero } from '#lib/money/micros.ts';
import { inTransaction } from '#lib/outbox/run-sql.ts';
import { destroyAccountKeys } from './destroy-account-keys.ts';
import { dropRows } from './drop-rows.ts';
import { stateDeletion } from './state-deletion.ts';

/** As long as a process may remember a key that was destroyed elsewhere, or end what it had begun. */
const settleSeconds = 60;

/**
 * Goes on with every deletion that has not ended: destroys what is left of keys, owes what has become available since,
 * removes a bite of rows, and when nothing is left states and signs the certificate. True when it found work; run it
 * again and again, on any number of workers.
 */
export async function goOnDeleting(ctx: WorkerContext): Promise<boolean> {
  const open = await ctx.db
    .select({ accountId: accountDeletions.accountId })
    .from(accountDeletions)
    .where(isNull(accountDeletions.rowsGoneAt))
    .orderBy(asc(accountDeletions.deletedAt));
  let hasWorked = false;
  for (const { accountId } of open) {
    await destroyAccountKeys(ctx, accountId);
    await settleRest(ctx, accountId);
    const worked = (await dropRows(ctx, accountId)) > 0 || (await finish(ctx, accountId));
    hasWorked = worked || hasWorked;
  }
  return hasWorked;
}

/** What came back from being handed over is cancelled, and what was released of it is owed. */
async function settleRest(ctx: WorkerContext, accountId: AccountId): Promise<void> {
  const cancelled = await inTransaction(ctx.db, async (tx): Promise<BatchRef[]> => {
    if (!(await lockDeletion(tx, accountId))) return [];
    const rest = await cancelWaiting(tx, accountId, null);
    await settleAndRelease(
      tx,
      rest.map(({ batchId, messages, micros }) => ({
        ...{ accountId, batchId, settleMicros: zero, settled: 0 },
        ...{ releaseMicros: micros, released: messages },
      })),
    );
    await oweBalance(tx, accountId);
    return rest.map(({ batchId }) => ({ accountId, batchId }));
  });
  await recountBatches(ctx.db, cancelled);
}

/** False while another worker is at it. */
async function lockDeletion(tx: Db, accountId: AccountId): Promise<boolean> {
  const [row] = await tx
    .select({ accountId: accountDeletions.accountId })
    .from(accountDeletions)
    .where(eq(accountDeletions.accountId, accountId))
    .for('update', { skipLocked: true });
  return row !== undefined;
}

/** When nothing is left and nobody can still be at it, says so and states what was done. */
async function finish(ctx: WorkerContext, accountId: AccountId): Promise<boolean> {
  const { db } = ctx;
  const [balance] = await db.select().from(balances).where(eq(balances.accountId, accountId));
  if (balance && balance.availableMicros + balance.reservedMicros > 0) return false;
  if ((await db.$count(batches, eq(batches.accountId, accountId))) > 0) return false;
  const settled = sql`now() - ${settleSeconds} * interval '1 second'`;
  return db.transaction(async (tx) => {
    const [done] = await tx
      .update(accountDeletions)
      .set({ rowsGoneAt: sql`now()` })
      .where(
        and(
          eq(accountDeletions.accountId, accountId),
          isNull(accountDeletions.rowsGoneAt),
          lt(accountDeletions.deletedAt, settled),
        ),
      )
      .returning();
    if (!done) return false;
    await dropNeedlessRequest({ ...ctx, db: tx }, accountId);
    await stateDeletion({ ...ctx, db: tx }, done);
    return true;
  });
}

/** Nothing turned out to be owed: nobody needs to know where to. */
async function dropNeedlessRequest(ctx: WorkerContext, accountId: AccountId): Promise<void> {
  const dropped = await ctx.db
    .delete(refundRequests)
    .where(and(eq(refundRequests.accountId, accountId), eq(refundRequests.micros, zero)))
    .returning({ keyName: refundRequests.keyName });
  for (const { keyName } of dropped) await ctx.keyring.destroy(keyName);
}
