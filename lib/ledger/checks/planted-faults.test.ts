import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type SQL, sql } from 'drizzle-orm';
import { castOf, openTestGround } from '#db/testing.ts';
import { acceptTestBatch, giveCredit } from '#lib/messages/testing.ts';
import { micros } from '#lib/money/micros.ts';
import type { Order } from '#lib/orders/place-order.ts';
import { reversePayment } from '#lib/orders/reverse-payment.ts';
import { giveDetails, mustOrder, pay } from '#lib/orders/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { checkLedger, checkSnapshot } from '../check-ledger.ts';

applyTestSettings();
const ground = await openTestGround();
const { db, keyring } = ground;

/** An account that paid, got some back, had its payment disputed after it had spent, owed, and won. */
async function live() {
  const { owner } = await castOf(ground);
  await giveDetails(owner);
  await giveCredit(owner, 3_000_000);
  const paid: Order[] = [];
  for (const euros of [50, 33.33, 20]) {
    const order = await mustOrder(owner, { creditMicros: Math.round(euros * 100) * 10_000 });
    await pay(owner, order);
    paid.push(order);
  }
  const goBack = (order: Order, kind: 'refund' | 'dispute' | 'dispute_won', total: number) =>
    db.transaction((tx) =>
      reversePayment(tx, keyring, {
        ...{ accountId: order.accountId, orderId: order.id, kind, currency: 'EUR' },
        ...{ totalMicros: micros(total), reference: `${kind}-${order.id}` },
      }),
    );
  const [first, second, third] = paid as [Order, Order, Order];
  await goBack(second, 'refund', 11_110_000);
  await acceptTestBatch(ground, owner, { count: 2000 });
  await goBack(first, 'dispute', first.totalMicros);
  await pay(owner, await mustOrder(owner, { creditMicros: 10_000_000 }));
  await goBack(first, 'dispute_won', first.totalMicros);
  await goBack(third, 'dispute', third.totalMicros);
}

before(async () => {
  for (let i = 0; i < 3; i++) await live();
});

class RolledBack extends Error {}

/** What the check says of books in which somebody has changed something behind all guards. */
async function problemsAfter(...faults: SQL[]): Promise<string> {
  let problems: string[] = [];
  const planted = db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    for (const fault of faults) await tx.execute(fault);
    ({ problems } = await checkSnapshot(tx));
    throw new RolledBack();
  });
  await assert.rejects(planted, RolledBack);
  return problems.join('\n');
}

const oneOrder = sql`(select id from orders where state = 'paid' order by id limit 1)`;
const oneReversal = sql`(select id from reversals where kind = 'refund' order by id limit 1)`;
const oneNote = sql`(select id from invoices where kind = 'credit_note' order by id limit 1)`;

const faults: [name: string, found: RegExp, ...faults: SQL[]][] = [
  [
    'a debt that nobody booked',
    /owes \d+ micros, its entries say/,
    sql`update balances set debt_micros = debt_micros + 7`,
  ],
  [
    'a statement that does not end where its lines lead',
    /The statement of \d{4}-\d\d of account .* begins at 0 micros, moves/,
    sql`update ledger_entries set balance_micros = balance_micros + 1
        where id in (select max(id) from ledger_entries where account = 'available' group by account_id)`,
  ],
  [
    'a paid order without its payment',
    /is paid and costs \d+ micros, its payment says nothing/,
    sql`delete from payments where order_id = ${oneOrder}`,
  ],
  [
    'a payment of another amount',
    /is paid and costs 62000000 micros, its payment says 62010000 EUR/,
    sql`update payments set amount_micros = amount_micros + 10000 where order_id = ${oneOrder}`,
  ],
  [
    'a payment in another currency',
    /its payment says 62000000 HUF/,
    sql`update payments set currency = 'HUF' where order_id = ${oneOrder}`,
  ],
  [
    'a payment for no order',
    /Payment .* is for an order that there is not/,
    sql`update payments set order_id = id where order_id = ${oneOrder}`,
  ],
  [
    'credit for an order that was never paid',
    /was paid for 0 micros of credit, the ledger has 50000000 in 1 top-ups/,
    sql`update orders set state = 'open' where id = ${oneOrder}`,
  ],
  [
    'credit for no order at all',
    /Order \(none\) .* the ledger has 50000000/,
    sql`update ledger_transactions set order_id = null where kind = 'top_up' and order_id = ${oneOrder}`,
  ],
  [
    'credit that was given twice',
    /was paid for 50000000 micros of credit, the ledger has 83330000 in 2 top-ups/,
    sql`update ledger_transactions t set order_id = f.order_id
        from (select account_id, order_id from ledger_transactions where kind = 'top_up' and order_id = ${oneOrder}) f,
          orders o
        where o.account_id = f.account_id and o.credit_micros = 33330000
          and t.kind = 'top_up' and t.account_id = f.account_id and t.order_id = o.id`,
  ],
  [
    'money that went back without a booking',
    /What went back as refund:.* is 8960000 micros of credit, the ledger has 0/,
    sql`delete from ledger_transactions where idempotency_key = 'refund:' || ${oneReversal}`,
  ],
  [
    'a booking of money that never went back',
    /What went back as refund:.* is 0 micros of credit, the ledger has 8960000/,
    sql`delete from reversals where id = ${oneReversal}`,
  ],
  [
    'a debt of other size than was disputed',
    /What went back as debt:/,
    sql`update reversals set debt_micros = debt_micros + 10000 where kind = 'dispute' and debt_micros > 0`,
  ],
  [
    'a credit note for a balance that was never paid back',
    /Of the refund nobody of account .*, 8960000 micros have credit notes, paid back were 0/,
    sql`update reversals set reference = 'pay-back:nobody:' || order_id where id = ${oneReversal}`,
  ],
  [
    'more that went back than came',
    /went back \d+ micros .* paid was 62000000/,
    sql`update reversals set total_micros = total_micros + 10000, credit_micros = credit_micros + 10000
        where kind = 'dispute' and total_micros = 62000000`,
    sql`delete from reversals where kind = 'dispute_won'`,
  ],
  [
    'a dispute that was won and had not been lost',
    /went back -62000000 micros/,
    sql`delete from reversals where kind = 'dispute' and total_micros = 62000000`,
  ],
  [
    'an order without its invoice',
    /was paid with 62000000 micros, its invoice says nothing/,
    sql`delete from invoices where order_id = ${oneOrder} and reversal_id is null`,
  ],
  [
    'an invoice of other amounts',
    /was paid with 62000000 micros, its invoice says 62010000[\s\S]*The invoices of account/,
    sql`update invoices set total_micros = total_micros + 10000, credit_micros = credit_micros + 10000
        where order_id = ${oneOrder} and reversal_id is null`,
  ],
  [
    'an invoice with another treatment of the tax',
    /its invoice says 62000000/,
    sql`update invoices set vat_treatment = 'member_state' where order_id = ${oneOrder} and reversal_id is null`,
  ],
  [
    'an invoice for nothing that was paid',
    /is for nothing that was paid/,
    sql`delete from payments where order_id = ${oneOrder}`,
  ],
  [
    'money that went back without a credit note',
    /its credit note says nothing/,
    sql`delete from invoices where id = ${oneNote}`,
  ],
  [
    'an invoice where a credit note belongs',
    /its credit note says/,
    sql`update invoices set kind = 'invoice', sequence = sequence + 1000 where id = ${oneNote}`,
  ],
  [
    'a credit note that corrects another invoice',
    /its credit note says/,
    sql`update invoices set corrects_id = id where id = ${oneNote}`,
  ],
  [
    'a credit note for nothing that went back',
    /corrects nothing that went back/,
    sql`update invoices set reversal_id = id where id = ${oneNote}`,
  ],
  [
    'a number that was left out',
    /Of the invoice numbers of \d{4}, 15 were given, and 15 are there, from 1 to 16/,
    sql`update invoices set sequence = 16, number = year || '-000016' where kind = 'invoice' and sequence = 15`,
  ],
  [
    'a number that was given and used for nothing',
    /Of the credit_note numbers of \d{4}, 10 were given, and 9 are there/,
    sql`update invoice_series set last = last + 1 where kind = 'credit_note'`,
  ],
  [
    'a number without its series',
    /Of the invoice numbers of \d{4}, 0 were given, and 15 are there/,
    sql`delete from invoice_series where kind = 'invoice'`,
  ],
  [
    'an invoice with an earlier day than the one before',
    /does not follow the one before it/,
    sql`update invoices set issued_on = issued_on - 1 where kind = 'invoice' and sequence = 5`,
  ],
  [
    'an invoice with an earlier hour than the one before',
    /does not follow the one before it/,
    sql`update invoices set issued_at = issued_at - interval '1 hour' where kind = 'invoice' and sequence = 5`,
  ],
  [
    'a number that is printed otherwise',
    /Invoice 2999-1 of .* does not follow/,
    sql`update invoices set number = '2999-1' where kind = 'invoice' and sequence = 5`,
  ],
  [
    'credit and tax that are not the total',
    /says 50000000 and 12010000 micros of tax at 2400 are 62000000/,
    sql`update orders set vat_micros = vat_micros + 10000 where id = ${oneOrder}`,
  ],
  [
    'tax at another rate than is said',
    /says 50000000 and 12010000 micros of tax at 2400 are 62010000/,
    sql`update orders set vat_micros = vat_micros + 10000, total_micros = total_micros + 10000 where id = ${oneOrder}`,
  ],
  [
    'tax where the buyer accounts for it',
    /Order .* says 50000000 and 12000000/,
    sql`update orders set vat_treatment = 'reverse_charge' where id = ${oneOrder}`,
  ],
];

describe('the check of the books', () => {
  it('finds nothing in books that are right', async () => {
    const { problems } = await checkLedger(db);
    assert.deepEqual(problems, []);
  });

  for (const [name, found, ...planted] of faults) {
    it(`finds ${name}`, async () => {
      assert.match(await problemsAfter(...planted), found);
    });
  }

  it('misses no invoices of years that need not be kept any more', async () => {
    const old = '2001-06-01';
    const gone = [
      sql`update payments set recorded_at = ${old}`,
      sql`update reversals set at = ${old}`,
      sql`update invoice_series set year = 2001`,
      sql`delete from invoices`,
    ];
    assert.equal(await problemsAfter(...gone), '');
    assert.match(await problemsAfter(...gone.slice(1)), /its invoice says nothing/);
  });
});
