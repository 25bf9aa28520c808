import type { WorkerContext } from '#lib/context.ts';
import type { AccountId } from '#lib/ids.ts';
import type { ClaimedMessage } from './handover.ts';
import { rowsOf, type Sql, sqlOf } from './run-sql.ts';

type Fragment = ReturnType<Sql>;

/** How many messages of an account to take out of a lane, the oldest first. */
export type Share = {
  lane: number;
  accountId: AccountId;
  count: number;
  /** Only those with a higher outbox id: rows that were taken before need not be stepped over again (rule D7). */
  aboveId: number;
};

type Wanted = {
  sessionId: number;
  /** By lane: the highest position of this session so far; claims are numbered from the next one. */
  positions: readonly number[];
  shares: readonly Share[];
};

/**
 * Takes messages out of the outbox, for this session alone. They are `sending` when it returns, and nothing has been
 * written to a socket. Returns them by lane, in the order of their positions. A session that has ended gets none.
 *
 * Looks rows up one by one (`ctid`, `limit 1`), never by a join that the planner may turn around: it knows nothing of
 * tables that have just been filled, and takes a share for a tenth of all that waits; a claim would read everything.
 */
export function claimMessages(
  ctx: WorkerContext,
  { sessionId, positions, shares }: Wanted,
): Promise<ClaimedMessage[]> {
  const sql = sqlOf(ctx.db);
  return rowsOf<ClaimedMessage>(
    'claim messages',
    sql`
    with share as materialized (
      select * from unnest(${shares.map((share) => share.lane)}::smallint[],
                  ${shares.map((share) => share.accountId)}::uuid[],
                  ${shares.map((share) => share.count)}::int[],
                  ${shares.map((share) => share.aboveId)}::bigint[])
           with ordinality as t (lane, account_id, count, above_id, n)
    ), picked as materialized (
      select mine.row_at from share cross join lateral (
        select o.ctid as row_at from outbox o
        where o.lane = share.lane and o.account_id = share.account_id and o.id > share.above_id
          and (select ended_at is null from smpp_sessions where id = ${sessionId})
        order by o.id limit share.count
        for update skip locked) as mine
    ), gone as (
      delete from outbox where ctid = any(array(select row_at from picked))
      returning lane, account_id, batch_id, message_id, attempt, id
    ), moved as (
      update message_status s set state = 'sending'
      from gone
      where s.account_id = gone.account_id and s.message_id = gone.message_id and s.state = 'queued'
      returning gone.*
    ), claimed as (
      insert into in_flight
        (message_id, lane, account_id, batch_id, attempt, outbox_id, session_id, position)
      select message_id, lane, account_id, batch_id, attempt, id, ${sessionId},
             (${[...positions]}::bigint[])[lane + 1] + row_number() over (partition by lane order by n, id)
      from moved join share using (lane, account_id)
      returning *
    )
    ${claimedFrom(sql, sql`claimed`)}`,
  );
}

/**
 * What a session holds above these positions: claims that were committed although the answer of the database got lost.
 * As `claimMessages` returns them.
 */
export function readLostClaims(
  ctx: WorkerContext,
  sessionId: number,
  positions: readonly number[],
): Promise<ClaimedMessage[]> {
  const sql = sqlOf(ctx.db);
  return rowsOf<ClaimedMessage>(
    'read lost claims',
    sql`
    with lost as (
      select * from in_flight
      where session_id = ${sessionId} and position > (${[...positions]}::bigint[])[lane + 1]
    )
    ${claimedFrom(sql, sql`lost`)}`,
  );
}

const claimedFrom = (sql: Sql, claims: Fragment) => sql`
    select c.account_id as "accountId", c.batch_id as "batchId", c.message_id as "messageId",
           c.lane::int as lane, c.attempt, c.outbox_id::float8 as "outboxId",
           c.session_id::float8 as "sessionId", c.position::float8 as position,
           m.recipient_sealed as "recipientSealed", m.segments,
           m.segment_micros::float8 as "segmentMicros",
           extract(epoch from b.valid_until - now())::float8 * 1000 as "remainingMs",
           b.cancelled_at is not null as cancelled, b.number_key as "numberKey"
    from ${claims} c
    cross join lateral (
      select * from messages where account_id = c.account_id and id = c.message_id limit 1) m
    cross join lateral (
      select * from batches where account_id = c.account_id and id = c.batch_id limit 1) b
    order by c.lane, c.position`;
