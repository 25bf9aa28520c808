import { type SQL, sql } from 'drizzle-orm';

// An order is paid once, at its price: one payment, and one entry of its credit.
const paymentDiffers = sql`
  select 'Order ' || o.id || ' of account ' || o.account_id || ' is ' || o.state || ' and costs ' || o.total_micros
    || ' micros, its payment says ' || coalesce(p.amount_micros || ' ' || p.currency, 'nothing') || '.' as problem
  from orders o left join payments p on p.account_id = o.account_id and p.order_id = o.id
  where (o.state = 'paid') <> (p.id is not null)
     or p.amount_micros <> o.total_micros or p.currency <> o.currency
  union all
  select 'Payment ' || p.id || ' of account ' || p.account_id || ' is for an order that there is not.'
  from payments p
  where not exists (select from orders o where o.account_id = p.account_id and o.id = p.order_id)`;

const topUpDiffers = sql`
  with topped as (
    select t.account_id, t.order_id, count(*) as times, sum(e.amount_micros) as micros
    from ledger_transactions t
    join ledger_entries e on e.account_id = t.account_id and e.transaction_id = t.id and e.account = 'available'
    where t.kind = 'top_up' group by t.account_id, t.order_id),
  paid as (select account_id, id as order_id, credit_micros from orders where state = 'paid')
  select 'Order ' || coalesce(order_id::text, '(none)') || ' of account ' || account_id || ' was paid for '
    || coalesce(p.credit_micros, 0) || ' micros of credit, the ledger has ' || coalesce(t.micros, 0) || ' in '
    || coalesce(t.times, 0) || ' top-ups.' as problem
  from topped t full join paid p using (account_id, order_id)
  where p.credit_micros is distinct from t.micros or t.times <> 1`;

/** What was paid back of a deleted account's balance: its money is in the entries of that account, not of the order. */
const paidBack = sql`starts_with(r.reference, 'pay-back:')`;

// What went back is in the ledger under the reversal's own id: what the balance had, and what is owed since.
const reversalDiffers = sql`
  with expected as (
    select r.account_id, r.kind || ':' || r.id as key, r.credit_micros - r.debt_micros as micros
    from reversals r where r.credit_micros <> r.debt_micros and not (${paidBack})
    union all
    select r.account_id, case r.kind when 'dispute_won' then 'debt_paid:' else 'debt:' end || r.id, r.debt_micros
    from reversals r where r.debt_micros <> 0),
  booked as (
    select t.account_id, t.idempotency_key as key, sum(abs(e.amount_micros)) as micros
    from ledger_transactions t
    join ledger_entries e on e.account_id = t.account_id and e.transaction_id = t.id and e.account = 'paid_in'
    where t.kind in ('refund', 'dispute', 'dispute_won', 'debt')
       or (t.kind = 'debt_paid' and starts_with(t.idempotency_key, 'debt_paid:'))
    group by t.account_id, t.id, t.idempotency_key)
  select 'What went back as ' || coalesce(key, '(no key)') || ' of account ' || account_id || ' is '
    || coalesce(x.micros, 0) || ' micros of credit, the ledger has ' || coalesce(b.micros, 0) || '.' as problem
  from expected x full join booked b using (account_id, key)
  where x.micros is distinct from b.micros`;

const back = (column: SQL) =>
  sql`coalesce(sum(case r.kind when 'dispute_won' then -${column} else ${column} end), 0)`;

// Never more goes back than came, nor comes again than went; also not of its credit, or of its tax.
const tooMuchBack = sql`
  with net as (
    select r.account_id, r.order_id, ${back(sql`r.total_micros`)} as total,
      ${back(sql`r.credit_micros`)} as credit, ${back(sql`r.vat_micros`)} as vat
    from reversals r group by r.account_id, r.order_id)
  select 'Of order ' || n.order_id || ' of account ' || n.account_id || ' went back ' || n.total || ' micros ('
    || n.credit || ' of credit, ' || n.vat || ' of tax), paid was ' || coalesce(o.total_micros, 0) || '.' as problem
  from net n
  left join orders o on o.account_id = n.account_id and o.id = n.order_id and o.state = 'paid'
  where o.id is null
     or n.total not between 0 and o.total_micros
     or n.credit not between 0 and o.credit_micros
     or n.vat not between 0 and o.vat_micros
     or (n.total = o.total_micros and n.credit <> o.credit_micros)`;

const payBackDiffers = sql`
  with credited as (
    select r.account_id, split_part(r.reference, ':', 2) as refund, sum(r.credit_micros) as micros
    from reversals r where ${paidBack} group by r.account_id, refund)
  select 'Of the refund ' || c.refund || ' of account ' || c.account_id || ', ' || c.micros
    || ' micros have credit notes, paid back were ' || coalesce(q.micros, 0) || '.' as problem
  from credited c
  left join refund_requests q on q.account_id = c.account_id and q.id::text = c.refund and q.paid_at is not null
  where c.micros > coalesce(q.micros, 0)`;

/** What was ordered, paid and given back. */
export const orderChecks = () => [
  ...[paymentDiffers, topUpDiffers, reversalDiffers, tooMuchBack],
  payBackDiffers,
];
