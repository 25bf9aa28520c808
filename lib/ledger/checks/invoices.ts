import { type SQL, sql } from 'drizzle-orm';
import { minorUnitMicros } from '#lib/billing/minor-units.ts';
import { env } from '#lib/env.ts';

// Invoices go when the law allows it, some hundreds at once. Until then none may be missing.
const isKept = (year: SQL) =>
  sql`${year} + ${env.INVOICE_YEARS} >= extract(year from now() at time zone ${env.TIME_ZONE})`;

const yearOf = (moment: SQL) => sql`extract(year from ${moment} at time zone ${env.TIME_ZONE})`;

const differs = (invoice: SQL, source: SQL) => sql`
  (${invoice}.credit_micros, ${invoice}.vat_micros, ${invoice}.total_micros, ${invoice}.currency,
   ${invoice}.vat_treatment, ${invoice}.vat_rate)
  is distinct from
  (${source}.credit_micros, ${source}.vat_micros, ${source}.total_micros, ${source}.currency,
   ${source}.vat_treatment, ${source}.vat_rate)`;

const invoiceDiffers = () => sql`
  select 'Order ' || o.id || ' of account ' || o.account_id || ' was paid with ' || o.total_micros
    || ' micros, its invoice says ' || coalesce(i.total_micros::text, 'nothing') || '.' as problem
  from orders o
  join payments p on p.account_id = o.account_id and p.order_id = o.id
  left join invoices i on i.account_id = o.account_id and i.order_id = o.id and i.reversal_id is null
  where case when i.id is null then ${isKept(yearOf(sql`p.recorded_at`))}
    else ${differs(sql`i`, sql`o`)} or i.kind <> 'invoice' end
  union all
  select 'Invoice ' || i.number || ' of account ' || i.account_id || ' is for nothing that was paid.'
  from invoices i
  where i.reversal_id is null
    and not exists (select from payments p where p.account_id = i.account_id and p.order_id = i.order_id)`;

const correctionDiffers = () => sql`
  select 'What went back as ' || r.id || ' of account ' || r.account_id || ' was ' || r.total_micros
    || ' micros, its credit note says ' || coalesce(i.total_micros::text, 'nothing') || '.' as problem
  from reversals r
  left join invoices i on i.account_id = r.account_id and i.reversal_id = r.id
  left join invoices f on f.account_id = r.account_id and f.order_id = r.order_id and f.reversal_id is null
  where case when i.id is null then ${isKept(yearOf(sql`r.at`))}
    else ${differs(sql`i`, sql`r`)} or i.order_id <> r.order_id or i.corrects_id <> f.id
      or i.kind <> (case r.kind when 'dispute_won' then 'invoice' else 'credit_note' end)::invoice_kind end
  union all
  select 'Invoice ' || i.number || ' of account ' || i.account_id || ' corrects nothing that went back.'
  from invoices i
  where i.reversal_id is not null
    and not exists (select from reversals r where r.account_id = i.account_id and r.id = i.reversal_id)`;

const numbersMissing = () => sql`
  with given as (
    select kind, year, count(*) as rows, min(sequence) as first, max(sequence) as last
    from invoices group by kind, year)
  select 'Of the ' || kind || ' numbers of ' || year || ', ' || coalesce(s.last, 0) || ' were given, and '
    || coalesce(g.rows, 0) || ' are there, from ' || coalesce(g.first, 0) || ' to ' || coalesce(g.last, 0) || '.'
    as problem
  from invoice_series s full join given g using (kind, year)
  where ${isKept(sql`year`)} and (s.last is distinct from g.rows or g.first <> 1 or g.last <> g.rows)`;

// A later number never has an earlier day, and its year is that of its day.
const daysFall = sql`
  select 'Invoice ' || number || ' of ' || issued_on || ' does not follow the one before it, of '
    || coalesce(before::text, 'no day') || '.' as problem
  from (
    select *, lag(issued_on) over series as before, lag(issued_at) over series as moment_before
    from invoices window series as (partition by kind, year order by sequence)) as line
  where issued_on < before or issued_at < moment_before or extract(year from issued_on) <> year
     or number <> case kind when 'credit_note' then 'CN-' else '' end || year || '-' || lpad(sequence::text, 6, '0')`;

// The tax of a whole is rounded once, to half a coin. That of a part is what brings all parts to their share of the whole:
// two roundings of a share, each at most half a coin away, of a tax that is itself half a coin away.
const amountsDiffer = () => {
  const coin = minorUnitMicros(env.CURRENCY);
  const wrong = (coins: SQL) => sql`
    credit_micros + vat_micros <> total_micros
    or abs(vat_micros - credit_micros::numeric * vat_rate / 10000) > ${coins} * ${coin}::bigint
    or (vat_treatment in ('reverse_charge', 'outside') and vat_micros <> 0)
    or least(credit_micros, vat_micros) < 0`;
  const line = (what: SQL) => sql`
    select ${what} || ' of account ' || account_id || ' says ' || credit_micros || ' and ' || vat_micros
      || ' micros of tax at ' || vat_rate || ' are ' || total_micros || '.' as problem`;
  return sql`
    ${line(sql`'Order ' || id`)} from orders where ${wrong(sql`0.5`)}
    union all ${line(sql`'Invoice ' || number`)} from invoices
      where ${wrong(sql`case when reversal_id is null then 0.5 else 2 end`)}
    union all ${line(sql`'What went back as ' || id`)} from reversals where ${wrong(sql`2`)}`;
};

// What all invoices of an account say, less its credit notes, is what came in less what went back; of orders whose invoice
// must still be kept, and so their credit notes too. What was paid back of a deleted account's balance has a credit note, and no entry of its order.
const totalsDiffer = sql`
  with kept as (
    select account_id, order_id from invoices where reversal_id is null and kept_until >= current_date),
  invoiced as (
    select account_id, sum(case kind when 'invoice' then credit_micros else -credit_micros end) as micros
    from invoices join kept using (account_id, order_id) group by account_id),
  booked as (
    select account_id, sum(micros) as micros from (
      select t.account_id, -e.amount_micros as micros
      from kept k
      join ledger_transactions t on t.account_id = k.account_id and t.order_id = k.order_id
      join ledger_entries e on e.account_id = t.account_id and e.transaction_id = t.id and e.account = 'paid_in'
      union all
      select r.account_id, -r.credit_micros
      from kept k
      join reversals r on r.account_id = k.account_id and r.order_id = k.order_id and starts_with(r.reference, 'pay-back:')
    ) as movement group by account_id)
  select 'The invoices of account ' || account_id || ' add up to ' || coalesce(i.micros, 0)
    || ' micros of credit, the ledger to ' || coalesce(b.micros, 0) || '.' as problem
  from invoiced i full join booked b using (account_id)
  where coalesce(i.micros, 0) <> coalesce(b.micros, 0)`;

/** What was invoiced is what was paid and went back, under numbers without a gap. */
export const invoiceChecks = () => [
  ...[invoiceDiffers(), correctionDiffers(), numbersMissing(), daysFall, amountsDiffer()],
  totalsDiffer,
];
