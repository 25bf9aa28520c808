import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';

export type LedgerCheck = { problems: string[]; transactions: number; accounts: number };

/** At most this many findings of each kind are named. */
const NAMED = 20;

const unbalanced = sql`
  select 'Transaction ' || transaction_id || ' of account ' || account_id
    || ' does not sum to zero but to ' || sum(amount_micros) || ' micros.' as problem
  from ledger_entries group by account_id, transaction_id having sum(amount_micros) <> 0`;

const withoutEntries = sql`
  select 'Transaction ' || t.id || ' of account ' || t.account_id || ' has no entries.' as problem
  from ledger_transactions t
  where not exists (select from ledger_entries e where e.account_id = t.account_id and e.transaction_id = t.id)`;

const balanceDiffers = sql`
  with moved as (
    select account_id,
      coalesce(sum(amount_micros) filter (where account = 'available'), 0) as available,
      coalesce(sum(amount_micros) filter (where account = 'reserved'), 0) as reserved
    from ledger_entries group by account_id)
  select 'Account ' || account_id || ' has ' || coalesce(b.available_micros, 0) || ' micros available and '
    || coalesce(b.reserved_micros, 0) || ' reserved, its entries say ' || coalesce(m.available, 0)
    || ' and ' || coalesce(m.reserved, 0) || '.' as problem
  from balances b full join moved m using (account_id)
  where coalesce(b.available_micros, 0) <> coalesce(m.available, 0)
     or coalesce(b.reserved_micros, 0) <> coalesce(m.reserved, 0)`;

const runningBalanceDiffers = sql`
  select 'Entry ' || id || ' of account ' || account_id || ' says that ' || balance_micros
    || ' micros could be spent after it; its predecessors add up to ' || running || '.' as problem
  from (select account_id, id, balance_micros,
          sum(amount_micros) over (partition by account_id order by id) as running
        from ledger_entries where account = 'available') as line
  where balance_micros is distinct from running`;

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

const owedDiffers = sql`
  with moved as (
    select account_id,
      coalesce(sum(amount_micros) filter (where account = 'owed'), 0) as owed,
      coalesce(sum(amount_micros) filter (where account = 'paid_back'), 0) as paid
    from ledger_entries where account in ('owed', 'paid_back') group by account_id),
  promised as (
    select d.account_id, d.balance_micros as owed,
      coalesce((select sum(r.micros) from refund_requests r
                where r.account_id = d.account_id and r.paid_at is not null), 0) as paid
    from account_deletions d)
  select 'The deleted account ' || account_id || ' was promised ' || coalesce(p.owed, 0) || ' micros and paid '
    || coalesce(p.paid, 0) || ', its entries say ' || coalesce(m.owed + m.paid, 0) || ' and '
    || coalesce(m.paid, 0) || '.' as problem
  from promised p full join moved m using (account_id)
  where coalesce(p.owed, 0) <> coalesce(m.owed + m.paid, 0) or coalesce(p.paid, 0) <> coalesce(m.paid, 0)`;

/**
 * Proves the books, on one snapshot of the database: every transaction sums to zero, balances are the sum of their
 * entries, what is reserved for each batch is the price of its messages under way, what was charged is what the messages
 * say, or their batch once they are gone, and what deleted accounts are owed is what they were promised and not paid yet.
 * `problems` is empty when all of it holds. Reads the whole ledger: run it at night.
 */
export function checkLedger(db: Db): Promise<LedgerCheck> {
  return db.transaction(
    async (tx) => {
      const problems: string[] = [];
      for (const check of [
        unbalanced,
        withoutEntries,
        balanceDiffers,
        runningBalanceDiffers,
        reservedDiffers,
        chargedDiffers,
        owedDiffers,
      ]) {
        problems.push(...(await findings(tx, check)));
      }
      const [counts] = await tx.execute<{ transactions: string; accounts: string }>(sql`
        select (select count(*) from ledger_transactions) as transactions,
               (select count(*) from balances) as accounts`);
      return {
        problems,
        transactions: Number(counts!.transactions),
        accounts: Number(counts!.accounts),
      };
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

async function findings(tx: Db, check: SQL): Promise<string[]> {
  const rows = await tx.execute<{ problem: string }>(
    sql`select problem from (${check}) as found limit ${NAMED}`,
  );
  return rows.map((row) => row.problem);
}
