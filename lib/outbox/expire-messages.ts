import type { WorkerContext } from '#lib/context.ts';
import { settleAndRelease } from '#lib/ledger/settle-and-release.ts';
import type { BatchRef } from '#lib/messages/recount-batches.ts';
import type { Micros } from '#lib/money/micros.ts';
import { finishWaiting, type Waiting } from './finish-waiting.ts';
import { wholeMessage } from './handover.ts';
import { inTransaction, rowsOf, type Sql, sqlOf } from './run-sql.ts';
import { Tally } from './tally.ts';

const batchesAtOnce = 50;
const messagesAtOnce = 2_000;

/**
 * Ends what is no longer valid, so that every message reaches a final state. What never left expires at once and is
 * released. What the network has is given `graceMs` longer for its report: `sent` then ends as expired without a report
 * (it was charged), `unknown` as expired without an answer (charged now, for the parts that may have left).
 * Returns the batches concerned, none when there was nothing to do; call it again until then.
 */
export async function expireMessages(ctx: WorkerContext, graceMs: number): Promise<BatchRef[]> {
  return inTransaction(ctx.db, async (tx) => {
    const sql = sqlOf(tx);
    const tally = new Tally();
    const late = await overdueBatches(sql, 0);
    await finishWaiting(sql, await takeWaiting(sql, late), 'expired', tally);
    await lapseHolds(sql, late);
    const overdue = await overdueBatches(sql, graceMs);
    await finishWaiting(sql, await findStrays(sql, overdue), 'expired', tally);
    await expireSent(sql, overdue, tally);
    await expireUnknown(sql, overdue, tally);
    if (tally.outcomes.length > 0) await settleAndRelease(tx, tally.outcomes);
    return tally.touched;
  });
}

/** Unfinished batches past their validity that still have something to end, the longest overdue first. */
function overdueBatches(sql: Sql, graceMs: number): Promise<BatchRef[]> {
  const states = graceMs === 0 ? ['queued'] : ['queued', 'sent', 'unknown'];
  return rowsOf<BatchRef>(
    'find overdue batches',
    sql`
    select b.account_id as "accountId", b.id as "batchId" from batches b
    where b.finished_at is null and b.valid_until <= now() - ${graceMs} * interval '1 millisecond'
      and exists (
        select from message_status s where s.account_id = b.account_id and s.batch_id = b.id
          and s.state = any(${states}::message_state[]))
    order by b.valid_until limit ${batchesAtOnce}`,
  );
}

/** Takes waiting messages out of the queue; those that a worker is claiming at this moment stay. */
async function takeWaiting(sql: Sql, batches: readonly BatchRef[]): Promise<Waiting[]> {
  if (batches.length === 0) return [];
  const taken: Waiting[] = [];
  for (const table of ['outbox', 'deferred']) {
    taken.push(
      ...(await rowsOf<Waiting>(
        'take expired messages',
        sql`
        delete from ${sql(table)} q using (
          select q.lane, q.account_id, q.message_id
          from unnest(${batches.map((batch) => batch.accountId)}::uuid[],
                      ${batches.map((batch) => batch.batchId)}::uuid[]) as b (account_id, id)
          join ${sql(table)} q on q.account_id = b.account_id and q.batch_id = b.id
          limit ${messagesAtOnce} for update of q skip locked) as picked
        where q.lane = picked.lane and q.account_id = picked.account_id
          and q.message_id = picked.message_id
        returning q.account_id as "accountId", q.batch_id as "batchId", q.message_id as "messageId"`,
      )),
    );
  }
  return taken;
}

/** Nobody let them go on in time: what they had set aside comes back with their messages. */
async function lapseHolds(sql: Sql, batches: readonly BatchRef[]): Promise<void> {
  if (batches.length === 0) return;
  await rowsOf(
    'lapse holds',
    sql`
    update held_batches h set ended_at = now(), ended = 'lapsed'
    from unnest(${batches.map((batch) => batch.accountId)}::uuid[],
                ${batches.map((batch) => batch.batchId)}::uuid[]) as b (account_id, id)
    where h.account_id = b.account_id and h.batch_id = b.id and h.ended_at is null`,
  );
}

/** Waiting messages that are in no queue: there should be none, and none may wait for ever. */
function findStrays(sql: Sql, batches: readonly BatchRef[]): Promise<Waiting[]> {
  if (batches.length === 0) return Promise.resolve([]);
  return rowsOf<Waiting>(
    'find stray messages',
    sql`
    select s.account_id as "accountId", s.batch_id as "batchId", s.message_id as "messageId"
    from unnest(${batches.map((batch) => batch.accountId)}::uuid[],
                ${batches.map((batch) => batch.batchId)}::uuid[]) as b (account_id, id)
    join message_status s on s.account_id = b.account_id and s.batch_id = b.id
    where s.state = 'queued'
      and not exists (select from deferred d where d.message_id = s.message_id)
      and not exists (select from outbox o where o.account_id = b.account_id
                        and o.batch_id = b.id and o.message_id = s.message_id)
    limit ${messagesAtOnce} for no key update of s skip locked`,
  );
}

async function expireSent(sql: Sql, batches: readonly BatchRef[], tally: Tally): Promise<void> {
  if (batches.length === 0) return;
  const rows = await rowsOf<BatchRef>(
    'expire sent messages',
    sql`
    update message_status s
    set state = 'expired', reason = 'no_report', final_at = now()
    from (
      select s.account_id, s.message_id
      from unnest(${batches.map((batch) => batch.accountId)}::uuid[],
                  ${batches.map((batch) => batch.batchId)}::uuid[]) as b (account_id, id)
      join message_status s on s.account_id = b.account_id and s.batch_id = b.id
      where s.state = 'sent'
      limit ${messagesAtOnce} for no key update of s skip locked) as picked
    where s.account_id = picked.account_id and s.message_id = picked.message_id
      and s.state = 'sent'
    returning s.account_id as "accountId", s.batch_id as "batchId"`,
  );
  for (const row of rows) tally.touch(row.accountId, row.batchId);
}

type Unknown = Waiting & { segments: number; segmentMicros: Micros; paidSegments: number };

async function expireUnknown(sql: Sql, batches: readonly BatchRef[], tally: Tally): Promise<void> {
  if (batches.length === 0) return;
  const rows = await rowsOf<Unknown>(
    'expire unknown messages',
    sql`
    with picked as (
      select s.account_id, s.message_id, m.segments, m.segment_micros,
             least(m.segments, s.accepted_parts + (
               select coalesce(sum(case u.part when ${wholeMessage} then m.segments else 1 end), 0)
               from unanswered u where u.message_id = s.message_id)) as paid
      from unnest(${batches.map((batch) => batch.accountId)}::uuid[],
                  ${batches.map((batch) => batch.batchId)}::uuid[]) as b (account_id, id)
      join message_status s on s.account_id = b.account_id and s.batch_id = b.id
      join messages m on m.account_id = s.account_id and m.id = s.message_id
      where s.state = 'unknown'
      limit ${messagesAtOnce} for no key update of s skip locked
    ), moved as (
      update message_status s
      set state = 'expired', reason = 'no_answer', final_at = now(),
          charged_micros = p.paid * p.segment_micros
      from picked p
      where s.account_id = p.account_id and s.message_id = p.message_id and s.state = 'unknown'
      returning s.account_id, s.batch_id, s.message_id, p.segments, p.segment_micros, p.paid
    ), forgotten as (
      delete from unanswered u using moved where u.message_id = moved.message_id
    )
    select account_id as "accountId", batch_id as "batchId", message_id as "messageId", segments,
           segment_micros::float8 as "segmentMicros", paid::int as "paidSegments"
    from moved`,
  );
  for (const row of rows) tally.charge(row);
}
