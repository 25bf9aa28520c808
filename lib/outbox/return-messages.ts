import { finishWaiting, type Waiting } from './finish-waiting.ts';
import type { Ending } from './handover.ts';
import { rowsOf, type Sql } from './run-sql.ts';
import type { Tally } from './tally.ts';

type Returned = Extract<Ending, { kind: 'returned' }>;
type Fate = Waiting & { fate: 'queued' | 'cancelled' | 'expired' };

/**
 * Puts claimed messages back of which no part was accepted: `sending` to `queued`, at their old place in the outbox or,
 * where they have to wait, among the deferred. Those that were cancelled or ran out of time meanwhile end instead, and
 * those whose batch is held or whose account is suspended by now wait with it.
 */
export async function returnMessages(
  sql: Sql,
  endings: readonly Returned[],
  tally: Tally,
): Promise<void> {
  if (endings.length === 0) return;
  const rows = await rowsOf<Fate>(
    'return messages',
    sql`
    with returned as (
      select * from unnest(
        ${endings.map(({ message }) => message.sessionId)}::bigint[],
        ${endings.map(({ message }) => message.lane)}::smallint[],
        ${endings.map(({ message }) => message.position)}::bigint[],
        ${endings.map((ending) => ending.waitMs)}::float8[],
        ${endings.map((ending) => ending.attempt)}::smallint[]
      ) as r (session_id, lane, position, wait_ms, attempt)
    ), gone as (
      delete from in_flight f using returned r
      where f.session_id = r.session_id and f.lane = r.lane and f.position = r.position
      returning f.message_id, f.account_id, f.batch_id, f.lane, f.outbox_id, r.wait_ms, r.attempt
    ), moved as (
      update message_status s set state = 'queued'
      from gone
      where s.account_id = gone.account_id and s.message_id = gone.message_id and s.state = 'sending'
      returning s.message_id
    ), fate as (
      select gone.*, b.valid_until,
             case when b.cancelled_at is not null then 'cancelled'
                  when b.valid_until <= now() then 'expired'
                  else 'queued' end as fate,
             h.batch_id is not null or exists (
               select from suspensions p
               where p.account_id = gone.account_id and p.lifted_at is null) as held
      from gone join moved using (message_id)
      join batches b on b.account_id = gone.account_id and b.id = gone.batch_id
      left join held_batches h on h.account_id = gone.account_id and h.batch_id = gone.batch_id
        and h.ended_at is null
    ), back as (
      insert into outbox (id, lane, account_id, batch_id, message_id, attempt)
      overriding system value
      select outbox_id, lane, account_id, batch_id, message_id, attempt
      from fate where fate = 'queued' and wait_ms is null and not held
    ), later as (
      insert into deferred (message_id, lane, account_id, batch_id, attempt, due_at)
      select message_id, lane, account_id, batch_id, attempt,
             case when held then 'infinity'
                  else least(now() + wait_ms * interval '1 millisecond', valid_until) end
      from fate where fate = 'queued' and (wait_ms is not null or held)
    )
    select account_id as "accountId", batch_id as "batchId", message_id as "messageId", fate from fate`,
  );
  for (const row of rows) tally.touch(row.accountId, row.batchId);
  const ended = (fate: Fate['fate']) => rows.filter((row) => row.fate === fate);
  await finishWaiting(sql, ended('cancelled'), 'cancelled', tally);
  await finishWaiting(sql, ended('expired'), 'expired', tally);
}
