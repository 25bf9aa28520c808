import { sql } from 'drizzle-orm';
import type { StaffContext } from '#lib/context.ts';
import type { AccountId } from '#lib/ids.ts';

/** What waits in a lane of the outbox: 0 codes, 1 singles, 2 bulk. */
export type LaneDepth = { lane: number; messages: number; oldestAt: Date };
/** A report of the network that finds no message: no number, no text. */
export type UnmatchedReceipt = {
  id: number;
  provider: string;
  smscMessageId: string;
  stateCode: number;
  receivedAt: Date;
};
/** Messages without an answer, of one account. They end with the validity of the last at the latest. */
export type UnknownMessages = {
  accountId: AccountId;
  messages: number;
  oldestAt: Date;
  endsAt: Date;
};
export type QueueView = {
  lanes: LaneDepth[];
  /** Waits for its time or for another try; and for its customer, or for a suspension to be lifted. */
  planned: number;
  parked: number;
  unmatched: UnmatchedReceipt[];
  unmatchedCount: number;
  unknown: UnknownMessages[];
};

const MOST = 100;

/** What waits to leave, and what nobody knows the end of: counts, ids and times. Lists are of at most 100. */
export async function readQueue(ctx: StaffContext): Promise<QueueView> {
  const [lanes, deferred, unmatched, unknown] = await Promise.all([
    readLanes(ctx),
    countDeferred(ctx),
    readUnmatched(ctx),
    readUnknown(ctx),
  ]);
  return { lanes, ...deferred, ...unmatched, unknown };
}

async function readLanes({ db }: StaffContext): Promise<LaneDepth[]> {
  const rows = await db.execute<{ lane: number; messages: number; oldest: string }>(sql`
    select lane::int as lane, count(*)::int as messages, min(queued_at) as oldest
    from outbox group by lane order by lane`);
  return rows.map(({ oldest, ...row }) => ({ ...row, oldestAt: new Date(oldest) }));
}

async function countDeferred({ db }: StaffContext) {
  const [row] = await db.execute<{ planned: number; parked: number }>(sql`
    select count(*) filter (where due_at < 'infinity')::int as planned,
           count(*) filter (where due_at = 'infinity')::int as parked
    from deferred`);
  return { ...row! };
}

async function readUnmatched({ db }: StaffContext) {
  const rows = await db.execute<
    Omit<UnmatchedReceipt, 'receivedAt'> & { received: string; all: number }
  >(sql`
    select e.id::float8 as id, coalesce(p.name, e.provider_id::text) as provider,
           e.smsc_message_id as "smscMessageId", e.state_code::int as "stateCode",
           e.received_at as received, count(*) over ()::int as "all"
    from early_receipts e left join providers p on p.id = e.provider_id
    order by e.received_at desc limit ${MOST}`);
  return {
    unmatchedCount: rows[0]?.all ?? 0,
    unmatched: rows.map(({ received, all: _, ...row }) => ({
      ...row,
      receivedAt: new Date(received),
    })),
  };
}

/** By the table that has a row for each part without an answer, as long as its message is unknown. */
async function readUnknown({ db }: StaffContext): Promise<UnknownMessages[]> {
  const rows = await db.execute<{
    accountId: AccountId;
    messages: number;
    oldest: string;
    ends: string;
  }>(sql`
    select u.account_id as "accountId", count(distinct u.message_id)::int as messages,
           min(u.at) as oldest, max(b.valid_until) as ends
    from unanswered u join batches b on b.account_id = u.account_id and b.id = u.batch_id
    group by u.account_id order by min(u.at) limit ${MOST}`);
  return rows.map(({ oldest, ends, ...row }) => ({
    ...row,
    oldestAt: new Date(oldest),
    endsAt: new Date(ends),
  }));
}
