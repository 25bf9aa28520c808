import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { suspensions } from '#db/schema/accesses.ts';
import { notices } from '#db/schema/notices.ts';
import type { StaffContext } from '#lib/context.ts';
import { lockKeeping } from '#lib/data-keys/read-keeping.ts';
import type { AccountId } from '#lib/ids.ts';
import { tell } from '#lib/notices/tell.ts';
import { inTransaction } from '#lib/outbox/run-sql.ts';
import { parseCustomerReason } from '#lib/staff/customer-reason.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';
import { isOpenSuspension } from './open-suspension.ts';
import { type SuspendResult, suspendedKey } from './suspend-account.ts';

/**
 * Ends a suspension, with a reason like that of the suspension. What waits leaves at its planned time or at once, in its
 * order; what waits for its customer goes on waiting for them, and what ran out of time meanwhile has been given back.
 * Refused when the account is not suspended.
 */
export async function liftSuspension(
  ctx: StaffContext,
  { accountId, reason: typed }: { accountId: AccountId; reason: string },
): Promise<SuspendResult> {
  const parsed = parseCustomerReason(typed);
  if (!parsed.ok) return { ok: false, field: 'reason', sentence: parsed.sentence };
  return inTransaction(ctx.db, async (tx): Promise<SuspendResult> => {
    await lockKeeping(tx, accountId);
    const [lifted] = await tx
      .update(suspensions)
      .set({ liftedAt: sql`now()`, liftedBy: ctx.actor.userId, liftReason: parsed.reason })
      .where(isOpenSuspension(accountId))
      .returning({ id: suspensions.id });
    if (!lifted) {
      return { ok: false, field: null, sentence: 'This account is not suspended any more.' };
    }
    const { id } = lifted;
    await letEverythingGo(tx, accountId);
    await tx
      .update(notices)
      .set({ seenAt: sql`now()` })
      .where(
        and(
          eq(notices.accountId, accountId),
          eq(notices.onceKey, suspendedKey(id)),
          isNull(notices.seenAt),
        ),
      );
    await tell(tx, accountId, { kind: 'suspension_lifted', facts: {}, onceKey: `lifted/${id}` });
    await noteStaffAct(tx, ctx, { action: 'account.lift', accountId, subject: id });
    return { ok: true };
  });
}

async function letEverythingGo(tx: Db, accountId: AccountId): Promise<void> {
  const parked = sql`
    d.account_id = ${accountId} and d.due_at = 'infinity' and not exists (
      select from held_batches h
      where h.account_id = d.account_id and h.batch_id = d.batch_id and h.ended_at is null)`;
  await tx.execute(sql`
    update deferred d set due_at = b.send_at from batches b
    where ${parked} and b.account_id = d.account_id and b.id = d.batch_id and b.send_at > now()`);
  await tx.execute(sql`
    with gone as (
      delete from deferred d where ${parked}
      returning lane, account_id, batch_id, message_id, attempt)
    insert into outbox (lane, account_id, batch_id, message_id, attempt)
    select lane, account_id, batch_id, message_id, attempt from gone order by message_id`);
  await tx.execute(sql`select pg_notify('outbox', '')`);
}
