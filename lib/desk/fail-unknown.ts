import type { StaffContext } from '#lib/context.ts';
import type { AccountId, BatchId, MessageId } from '#lib/ids.ts';
import { settleAndRelease } from '#lib/ledger/settle-and-release.ts';
import type { Reason } from '#lib/messages/reasons.ts';
import { recountBatches } from '#lib/messages/recount-batches.ts';
import type { Micros } from '#lib/money/micros.ts';
import { inTransaction, rowsOf, type Sql, sqlOf } from '#lib/outbox/run-sql.ts';
import { Tally } from '#lib/outbox/tally.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';

const messagesAtOnce = 2_000;
const neverReceived: Reason = 'never_received';
const partlyRefused: Reason = 'partly_refused';

/** The messages of an account that were handed over at or before `until` and have had no answer. */
export type FailUnknown = { accountId: AccountId; until: Date };

/**
 * Ends messages without an answer of which the provider says that it never got them: as failed and not charged or, where
 * it had accepted some parts, as undelivered and charged for those. Of this and an answer or a report that comes at the
 * same moment, the first counts. At most 2,000 at once; returns how many.
 */
export async function failUnknown(ctx: StaffContext, wanted: FailUnknown): Promise<number> {
  return inTransaction(ctx.db, async (tx) => {
    const sql = sqlOf(tx);
    const failed = await fail(sql, await lockUnknown(sql, wanted));
    if (failed.length === 0) return 0;
    const tally = new Tally();
    for (const message of failed) tally.charge(message);
    await settleAndRelease(tx, tally.outcomes);
    await recountBatches(tx, tally.touched);
    const { accountId } = wanted;
    const facts = { messages: failed.length };
    await noteStaffAct(tx, ctx, { action: 'unknown.fail', accountId, facts });
    return failed.length;
  });
}

/** Locked by a statement of its own, so that the next one sees what was answered until then. */
async function lockUnknown(sql: Sql, { accountId, until }: FailUnknown): Promise<MessageId[]> {
  const rows = await rowsOf<{ messageId: MessageId }>(
    'lock unknown messages',
    sql`
    select s.message_id as "messageId" from message_status s
    where s.account_id = ${accountId} and s.state = 'unknown'
      and s.message_id in (
        select u.message_id from unanswered u
        where u.account_id = ${accountId} and u.at <= ${until.toISOString()}
        limit ${messagesAtOnce})
    for no key update`,
  );
  return rows.map(({ messageId }) => messageId);
}

type Failed = {
  accountId: AccountId;
  batchId: BatchId;
  messageId: MessageId;
  segments: number;
  segmentMicros: Micros;
  paidSegments: number;
};

async function fail(sql: Sql, ids: readonly MessageId[]): Promise<Failed[]> {
  if (ids.length === 0) return [];
  return rowsOf<Failed>(
    'fail unknown messages',
    sql`
    with moved as (
      update message_status s
      set state = case when s.accepted_parts = 0 then 'failed' else 'undelivered' end::message_state,
          reason = case when s.accepted_parts = 0 then ${neverReceived} else ${partlyRefused} end,
          charged_micros = s.accepted_parts * m.segment_micros, final_at = now()
      from messages m
      where m.account_id = s.account_id and m.id = s.message_id
        and s.message_id = any(${ids}::uuid[]) and s.state = 'unknown'
      returning s.account_id, s.batch_id, s.message_id, m.segments, m.segment_micros, s.accepted_parts
    ), forgotten as (
      delete from unanswered u using moved where u.message_id = moved.message_id
    )
    select account_id as "accountId", batch_id as "batchId", message_id as "messageId", segments,
           segment_micros::float8 as "segmentMicros", accepted_parts as "paidSegments"
    from moved`,
  );
}
