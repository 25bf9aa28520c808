import { sql } from 'drizzle-orm';

// What is reserved for a batch is the price of its messages that are under way, whole: a message settles or releases
// all of its reservation when it leaves these states.
const reservedDiffers = sql`
  with reserved as (
    select t.account_id, t.batch_id, sum(e.amount_micros) as micros
    from ledger_transactions t
    join ledger_entries e on e.account_id = t.account_id and e.transaction_id = t.id and e.account = 'reserved'
    where t.batch_id is not null group by t.account_id, t.batch_id),
  under_way as (
    select b.account_id, b.id as batch_id, sum(m.segments * m.segment_micros) as micros
    from batches b
    join messages m on m.account_id = b.account_id and m.batch_id = b.id
    join message_status s on s.account_id = m.account_id and s.message_id = m.id
    where b.finished_at is null and s.state in ('queued', 'sending', 'unknown')
    group by b.account_id, b.id)
  select 'Batch ' || batch_id || ' of account ' || account_id || ' has ' || coalesce(r.micros, 0)
    || ' micros reserved, its messages under way cost ' || coalesce(u.micros, 0) || '.' as problem
  from reserved r full join under_way u using (account_id, batch_id)
  where coalesce(r.micros, 0) <> coalesce(u.micros, 0)`;

// Of batches whose messages are going, or gone, the batch itself says what was charged.
const chargedDiffers = sql`
  with settled as (
    select t.account_id, t.batch_id, sum(e.amount_micros) as micros
    from ledger_transactions t
    join ledger_entries e on e.account_id = t.account_id and e.transaction_id = t.id and e.account = 'revenue'
    where t.batch_id is not null group by t.account_id, t.batch_id),
  going as (
    select account_id, id as batch_id, charged_micros from batches
    where numbers_destroyed_at is not null and finished_at is not null),
  charged as (
    select account_id, batch_id, sum(charged_micros) as micros
    from (
      select account_id, batch_id, charged_micros from message_status
      where not exists (
        select from going g where g.account_id = message_status.account_id and g.batch_id = message_status.batch_id)
      union all
      select * from going) as figures
    group by account_id, batch_id having sum(charged_micros) <> 0)
  select 'Batch ' || batch_id || ' of account ' || account_id || ' was charged ' || coalesce(s.micros, 0)
    || ' micros, its messages say ' || coalesce(c.micros, 0) || '.' as problem
  from settled s full join charged c using (account_id, batch_id)
  where coalesce(s.micros, 0) <> coalesce(c.micros, 0)
    -- The messages of deleted accounts are gone, or on their way out.
    and not exists (select from account_deletions d where d.account_id = coalesce(s.account_id, c.account_id))`;

/** What is reserved and was charged is the price of messages. */
export const messageChecks = () => [reservedDiffers, chargedDiffers];
