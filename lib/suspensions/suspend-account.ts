import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { suspensions } from '#db/schema/accesses.ts';
import { isOpen } from '#lib/accounts/is-open.ts';
import type { StaffContext } from '#lib/context.ts';
import { lockKeeping } from '#lib/data-keys/read-keeping.ts';
import { type AccountId, newId, type SuspensionId } from '#lib/ids.ts';
import { tell } from '#lib/notices/tell.ts';
import { inTransaction } from '#lib/outbox/run-sql.ts';
import { parseCustomerReason } from '#lib/staff/customer-reason.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';

export type SuspendResult = { ok: true } | { ok: false; field: 'reason' | null; sentence: string };

/**
 * Suspends an account: from the commit on nothing of it leaves that a worker was not writing at that moment, whether it
 * waits now, is planned, held or being retried. It can still be signed in to, read, exported and deleted. The reason, of 10
 * to 500 characters, is the customer's to read. Refused when it is suspended already, and for accounts that are not there.
 *
 * The keeping's lock first: whoever accepts a batch at this moment is waited for and parked, and whoever comes later is
 * refused. What a worker puts back afterwards waits too, since it looks again before it writes (`recordIntent`).
 */
export async function suspendAccount(
  ctx: StaffContext,
  { accountId, reason: typed }: { accountId: AccountId; reason: string },
): Promise<SuspendResult> {
  const parsed = parseCustomerReason(typed);
  if (!parsed.ok) return { ok: false, field: 'reason', sentence: parsed.sentence };
  return inTransaction(ctx.db, async (tx): Promise<SuspendResult> => {
    await lockKeeping(tx, accountId);
    if (!(await isOpen(tx, accountId))) return refuse('There is no such account.');
    const id = newId<SuspensionId>();
    const [made] = await tx
      .insert(suspensions)
      .values({ accountId, id, reason: parsed.reason, suspendedBy: ctx.actor.userId })
      .onConflictDoNothing()
      .returning({ id: suspensions.id });
    if (!made) return refuse('This account is suspended already.');
    await parkEverything(tx, accountId);
    await tell(tx, accountId, { kind: 'suspended', facts: {}, onceKey: suspendedKey(id) });
    await noteStaffAct(tx, ctx, { action: 'account.suspend', accountId, subject: id });
    return { ok: true };
  });
}

/** That an account is suspended is told once. */
export const suspendedKey = (id: SuspensionId): string => `suspended/${id}`;

/**
 * What is due moves from the deferred to the outbox: so in this order, and nothing slips through between the two. Nobody
 * wants a one-time code hours later: those end with the next look at what has run out.
 */
async function parkEverything(tx: Db, accountId: AccountId): Promise<void> {
  await tx.execute(sql`
    update batches b set valid_until = now()
    where b.account_id = ${accountId} and b.kind = 'code' and b.finished_at is null and exists (
      select from message_status s
      where s.account_id = b.account_id and s.batch_id = b.id and s.state = 'queued')`);
  await tx.execute(sql`update deferred set due_at = 'infinity' where account_id = ${accountId}`);
  await tx.execute(sql`
    with taken as (
      delete from outbox where account_id = ${accountId}
      returning lane, account_id, batch_id, message_id, attempt)
    insert into deferred (message_id, lane, account_id, batch_id, attempt, due_at)
    select message_id, lane, account_id, batch_id, attempt, 'infinity' from taken`);
}

const refuse = (sentence: string): SuspendResult => ({ ok: false, field: null, sentence });
