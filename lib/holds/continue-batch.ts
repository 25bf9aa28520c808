import { and, eq, gt, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { batches } from '#db/schema/messages.ts';
import { countSpending } from '#lib/ceilings/count-spending.ts';
import { lookAtCeilings } from '#lib/ceilings/obstacles.ts';
import { refusalSentence } from '#lib/ceilings/refusal-sentence.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { BatchId } from '#lib/ids.ts';
import { isCustomersOwn } from '#lib/messages/customers-own.ts';
import { inTransaction } from '#lib/outbox/run-sql.ts';
import { suspendedSentence } from '#lib/suspensions/suspended-sentence.ts';
import { endHold, type Hold, lockHold } from './open-hold.ts';
import { sharesOfBatch } from './shares-of-batch.ts';

export type ContinueResult = { ok: true } | { ok: false; sentence: string };

/** Rolls the transaction back and becomes a value outside of it. */
class Refused extends Error {}

/**
 * Lets a held batch go on: what it costs counts now, and its messages leave at once, or at their planned time if that is
 * still to come. Refused while a ceiling stands in the way, while the account owes money or is suspended, and when the batch does not wait
 * any more: it was let go on, cancelled, or is out of time. Of two who press at once one is told so.
 */
export async function continueBatch(
  ctx: CustomerContext,
  batchId: BatchId,
): Promise<ContinueResult> {
  const { accountId, userId } = ctx.actor;
  try {
    await inTransaction(ctx.db, async (tx) => {
      const hold = await lockHold(tx, accountId, batchId);
      const suspended = await suspendedSentence(tx, accountId);
      if (suspended) throw new Refused(suspended);
      if (!hold || !(await isStillValid(tx, hold))) {
        throw new Refused('This send does not wait for you any more.');
      }
      // What waits for money was counted when it was sent.
      const shares = hold.reason === 'ceiling' ? await sharesOfBatch(tx, hold) : [];
      const obstacles = await lookAtCeilings(tx, accountId, shares);
      if (obstacles.length > 0) throw new Refused(refusalSentence({ ok: false, obstacles }));
      await letGo(tx, hold);
      await endHold(tx, hold, { ended: 'sent', by: userId });
      // Looked at before the work of moving, and decided after it.
      const counted = await countSpending(tx, accountId, shares);
      if (!counted.ok) throw new Refused(refusalSentence(counted));
    });
    return { ok: true };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, sentence: error.message };
    throw error;
  }
}

async function isStillValid(tx: Db, { accountId, batchId }: Hold): Promise<boolean> {
  const isThis = and(eq(batches.accountId, accountId), eq(batches.id, batchId), isCustomersOwn);
  return (await tx.$count(batches, and(isThis, gt(batches.validUntil, sql`now()`)))) > 0;
}

/** To their planned time if that is still to come, else into the queue, in their order. */
async function letGo(tx: Db, { accountId, batchId }: Hold): Promise<void> {
  await tx.execute(sql`
    update deferred d set due_at = b.send_at from batches b
    where d.account_id = ${accountId} and d.batch_id = ${batchId} and d.due_at = 'infinity'
      and b.account_id = d.account_id and b.id = d.batch_id and b.send_at > now()`);
  await tx.execute(sql`
    with gone as (
      delete from deferred
      where account_id = ${accountId} and batch_id = ${batchId} and due_at = 'infinity'
      returning lane, account_id, batch_id, message_id, attempt)
    insert into outbox (lane, account_id, batch_id, message_id, attempt)
    select lane, account_id, batch_id, message_id, attempt from gone order by message_id`);
  await tx.execute(sql`select pg_notify('outbox', '')`);
}
