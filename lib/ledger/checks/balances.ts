import { sql } from 'drizzle-orm';
import { env } from '#lib/env.ts';

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

// What is owed stands in the books below zero.
const debtDiffers = sql`
  with moved as (
    select account_id, -sum(amount_micros) as debt from ledger_entries where account = 'debt' group by account_id)
  select 'Account ' || account_id || ' owes ' || coalesce(b.debt_micros, 0) || ' micros, its entries say '
    || coalesce(m.debt, 0) || '.' as problem
  from balances b full join moved m using (account_id)
  where coalesce(b.debt_micros, 0) <> coalesce(m.debt, 0)`;

// Entries are numbered in the order in which they changed the balance, and so the statements of the months end where the
// next begin: one that waited over midnight counts to the later month.
const monthDiffers = () => sql`
  with lines as (
    select e.account_id, e.id, e.amount_micros, e.balance_micros,
      max(to_char(t.at at time zone ${env.TIME_ZONE}, 'YYYY-MM')) over (partition by e.account_id order by e.id) as month
    from ledger_entries e
    join ledger_transactions t on t.account_id = e.account_id and t.id = e.transaction_id
    where e.account = 'available'),
  months as (
    select account_id, month, sum(amount_micros) as moved,
      (array_agg(balance_micros order by id desc))[1] as closing
    from lines group by account_id, month),
  statements as (
    select *, lag(closing, 1, 0::bigint) over (partition by account_id order by month) as opening from months)
  select 'The statement of ' || month || ' of account ' || account_id || ' begins at ' || opening || ' micros, moves '
    || moved || ' and ends at ' || closing || '.' as problem
  from statements where opening + moved is distinct from closing`;

/** Every transaction, every balance, every statement; and what deleted accounts are owed. */
export const balanceChecks = () => [
  ...[unbalanced, withoutEntries, balanceDiffers, runningBalanceDiffers, debtDiffers],
  ...[monthDiffers(), owedDiffers],
];
