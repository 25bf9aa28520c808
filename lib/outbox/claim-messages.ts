import type { WorkerContext } from '#lib/context.ts';
import type { AccountId } from '#lib/ids.ts';
import type { ClaimedMessage } from './handover.ts';
import { rowsOf, sqlOf } from './run-sql.ts';

/** Whose turn it is next, by lane: the account served last. Kept by the caller between claims. */
export type Turns = Map<number, AccountId>;

type Wanted = {
  sessionId: number;
  /** The highest position of this session so far: claims are numbered from the next one. */
  base: number;
  limit: number;
  turns: Turns;
};

const lanes = [0, 1, 2];
const accountsATurn = 16;
const firstAccount = '00000000-0000-0000-0000-000000000000';

/**
 * Takes up to `limit` messages out of the outbox, for this session alone: the most urgent lane first, inside a lane the
 * accounts in turn, of an account the oldest first. They are `sending` when it returns, and nothing has been written to
 * a socket. A session that has ended gets none.
 */
export async function claimMessages(ctx: WorkerContext, wanted: Wanted): Promise<ClaimedMessage[]> {
  const claimed: ClaimedMessage[] = [];
  for (const lane of lanes) {
    const limit = wanted.limit - claimed.length;
    if (limit <= 0) break;
    const base = wanted.base + claimed.length;
    claimed.push(...(await claimLane(ctx, lane, { ...wanted, limit, base })));
  }
  return claimed;
}

async function claimLane(
  ctx: WorkerContext,
  lane: number,
  { sessionId, base, limit, turns }: Wanted,
): Promise<ClaimedMessage[]> {
  const after = turns.get(lane) ?? firstAccount;
  let rows = await runClaim(ctx, { lane, sessionId, base, limit, after });
  if (rows.length === 0 && after !== firstAccount) {
    rows = await runClaim(ctx, { lane, sessionId, base, limit, after: firstAccount });
  }
  const last = rows.at(-1);
  // A full claim goes on behind the account it served last; one that is not full has seen everybody.
  if (last && rows.length === limit) turns.set(lane, last.accountId);
  else turns.delete(lane);
  return rows;
}

type LaneClaim = {
  lane: number;
  sessionId: number;
  base: number;
  limit: number;
  after: string;
};

/**
 * Looks rows up one by one (`ctid`, `limit 1`), never by a join that the planner may turn around: on tables that have
 * just been filled it knows nothing of their size, and a claim would read all that waits.
 */
function runClaim(ctx: WorkerContext, claim: LaneClaim): Promise<ClaimedMessage[]> {
  const { lane, sessionId, base, limit, after } = claim;
  const sql = sqlOf(ctx.db);
  return rowsOf<ClaimedMessage>(
    'claim messages',
    sql`
    with recursive turn as (
      (select o.account_id, 1 as n from outbox o
       where o.lane = ${lane} and o.account_id > ${after}::uuid
         and exists (select from smpp_sessions where id = ${sessionId} and ended_at is null)
       order by o.account_id limit 1)
      union all
      select next.account_id, turn.n + 1 from turn cross join lateral (
        select o.account_id from outbox o
        where o.lane = ${lane} and o.account_id > turn.account_id
        order by o.account_id limit 1) as next
      where turn.n < ${accountsATurn}
    ), picked as materialized (
      select mine.row_at, turn.n from turn cross join lateral (
        select o.ctid as row_at from outbox o
        where o.lane = ${lane} and o.account_id = turn.account_id
        order by o.id
        limit ceil(${limit}::float8 / (select count(*) from turn))
        for update skip locked) as mine
      limit ${limit}
    ), gone as (
      delete from outbox o using picked
      where o.ctid = picked.row_at
      returning o.account_id, o.batch_id, o.message_id, o.attempt, o.id, picked.n
    ), moved as (
      update message_status s set state = 'sending'
      from gone
      where s.account_id = gone.account_id and s.message_id = gone.message_id and s.state = 'queued'
      returning gone.account_id, gone.batch_id, gone.message_id, gone.attempt, gone.id, gone.n
    ), claimed as (
      insert into in_flight
        (message_id, lane, account_id, batch_id, attempt, outbox_id, session_id, position)
      select message_id, ${lane}, account_id, batch_id, attempt, id, ${sessionId},
             ${base} + row_number() over (order by n, id)
      from moved
      returning message_id, account_id, batch_id, attempt, position
    )
    select c.account_id as "accountId", c.batch_id as "batchId", c.message_id as "messageId",
           ${lane}::int as lane, c.attempt, ${sessionId}::float8 as "sessionId",
           c.position::float8 as position, m.recipient_sealed as "recipientSealed", m.segments,
           m.segment_micros::float8 as "segmentMicros",
           extract(epoch from b.valid_until - now())::float8 * 1000 as "remainingMs",
           b.cancelled_at is not null as cancelled
    from claimed c
    cross join lateral (
      select * from messages where account_id = c.account_id and id = c.message_id limit 1) m
    cross join lateral (
      select * from batches where account_id = c.account_id and id = c.batch_id limit 1) b
    order by c.position`,
  );
}
