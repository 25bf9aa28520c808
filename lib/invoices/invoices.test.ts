import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { invoices } from '#db/schema/billing.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { minorUnitMicros } from '#lib/billing/minor-units.ts';
import type { CustomerContext } from '#lib/context.ts';
import { type InvoiceId, newId } from '#lib/ids.ts';
import { micros } from '#lib/money/micros.ts';
import { giveDetails, mustOrder, pay } from '#lib/orders/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import type { Invoice } from './issue-invoice.ts';
import { listInvoices } from './list-invoices.ts';
import { readInvoice } from './read-invoice.ts';
import { giveBack, storeTestInvoice, testInvoice } from './testing.ts';

applyTestSettings({
  ...{ OPERATOR_COMPANY: 'All SMS Ltd', OPERATOR_VAT_NUMBER: 'EL094259216' },
  ...{ TOP_UP_LEAST: '0.01', TOP_UP_MOST: '10000' },
});
const ground = await openTestGround();
const { db } = ground;

async function customer(): Promise<CustomerContext> {
  const { owner } = await castOf(ground);
  await giveDetails(owner);
  return owner;
}

async function paidOrder(ctx: CustomerContext, creditMicros = 50_000_000) {
  const order = await mustOrder(ctx, { creditMicros });
  assert.ok((await pay(ctx, order)).ok);
  return order;
}

const issuedFor = (orderId: Invoice['orderId']): Promise<Invoice[]> =>
  db.select().from(invoices).where(eq(invoices.orderId, orderId)).orderBy(invoices.id);

describe('the list of invoices', () => {
  it('is empty at first, and says that XML can be had', async () => {
    assert.deepEqual(await listInvoices(await customer()), {
      ...{ invoices: [], next: null, hasXml: true },
    });
  });

  it('says newest first what became of each, and pages', async () => {
    const ctx = await customer();
    const kept = await paidOrder(ctx);
    const part = await paidOrder(ctx);
    const whole = await paidOrder(ctx);
    const disputed = await paidOrder(ctx);
    await giveBack(ctx, part, { totalMicros: micros(10_000_000) });
    await giveBack(ctx, whole);
    await giveBack(ctx, disputed, { kind: 'dispute' });
    await giveBack(ctx, disputed, { kind: 'dispute_won' });
    const { invoices: all } = await listInvoices(ctx);
    assert.deepEqual(
      all.map(({ kind, state }) => `${kind} ${state}`),
      [
        ...['invoice paid', 'credit_note paid_back', 'credit_note paid_back'],
        ...['credit_note paid_back', 'invoice paid', 'invoice credited'],
        ...['invoice credited_in_part', 'invoice paid'],
      ],
    );
    const [first] = await issuedFor(kept.id);
    assert.equal(all.at(-1)!.number, first!.number);
    assert.equal(all[3]!.corrects, all[6]!.number);
    const page = await listInvoices(ctx, { limit: 3 });
    const rest = await listInvoices(ctx, { before: page.next!, limit: 5 });
    assert.deepEqual([...page.invoices, ...rest.invoices], all);
    assert.equal(rest.next, null);
  });

  it('has nothing of a stranger’s', async () => {
    const ctx = await customer();
    const order = await paidOrder(ctx);
    const stranger = await customer();
    assert.deepEqual((await listInvoices(stranger)).invoices, []);
    const [invoice] = await issuedFor(order.id);
    assert.equal(await readInvoice(stranger, invoice!.id), null);
    assert.equal(await readInvoice(ctx, newId<InvoiceId>()), null);
    assert.equal((await readInvoice(ctx, invoice!.id))?.number, invoice!.number);
  });
});

describe('a credit note', () => {
  it('says which invoice it corrects and why, also when nobody wrote it, and when the payment came', async () => {
    const ctx = await customer();
    const order = await paidOrder(ctx);
    await giveBack(ctx, order, { totalMicros: micros(2_000_000), reason: 'Paid twice' });
    await giveBack(ctx, order, { totalMicros: micros(2_000_000), kind: 'dispute' });
    const [first, refund, dispute] = await issuedFor(order.id);
    const corrects = { number: first!.number, issuedOn: first!.issuedOn };
    const told = await Promise.all(
      [first, refund, dispute].map((one) => readInvoice(ctx, one!.id)),
    );
    assert.deepEqual(
      told.map((one) => [one?.body.corrects, one?.body.reason]),
      [
        [null, null],
        [corrects, 'Paid twice'],
        [corrects, 'The payment was taken back by the bank of the payer'],
      ],
    );
    assert.deepEqual(new Set(told.map((one) => one?.body.paidOn)), new Set([first!.issuedOn]));
  });
});

it('on every document net and tax are the total, in whole coins, and credit notes never exceed their invoice', async () => {
  const ctx = await customer();
  const coin = minorUnitMicros('EUR');
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.array(fc.integer({ min: 1, max: 1000 }), { maxLength: 6 }),
      async (coins, parts) => {
        const order = await paidOrder(ctx, coins * coin);
        for (const part of parts) {
          const total = Math.ceil((order.totalMicros * part) / 1000 / coin) * coin;
          await giveBack(ctx, order, { totalMicros: micros(total) });
        }
        const [first, ...notes] = await issuedFor(order.id);
        for (const { creditMicros, vatMicros, totalMicros } of [first!, ...notes]) {
          assert.equal(creditMicros + vatMicros, totalMicros);
          assert.ok(creditMicros >= 0 && vatMicros >= 0 && totalMicros > 0);
          assert.ok(creditMicros % coin === 0 && vatMicros % coin === 0);
          // EN 16931 lets the tax differ from net times rate by less than one unit (BR-S-09).
          assert.ok(Math.abs(creditMicros * 0.24 - vatMicros) < 1_000_000);
        }
        const back = (pick: 'creditMicros' | 'vatMicros') =>
          notes.reduce((sum, note) => sum + note[pick], 0);
        assert.ok(back('creditMicros') <= first!.creditMicros);
        assert.ok(back('vatMicros') <= first!.vatMicros);
      },
    ),
    { numRuns: 25 },
  );
});

describe('numbers', () => {
  it('of both kinds are without a gap, each in its series, when all are issued at once and some are rolled back', async () => {
    const buyers = await Promise.all(Array.from({ length: 8 }, customer));
    const paid = await Promise.all(
      Array.from({ length: 24 }, async (_, i) => {
        const ctx = buyers[i % 8]!;
        return [ctx, await (i % 2 ? mustOrder(ctx) : paidOrder(ctx))] as const;
      }),
    );
    const fates = await Promise.allSettled(
      paid.map(([ctx, order], i) =>
        db.transaction(async (tx) => {
          const within = { ...ctx, db: tx };
          await (i % 2 ? pay(within, order) : giveBack(within, order));
          if (i % 3 === 0) throw new Error('rolled back');
        }),
      ),
    );
    assert.equal(fates.filter(({ status }) => status === 'rejected').length, 8);
    for (const kind of ['invoice', 'credit_note'] as const) {
      const rows = await db.select().from(invoices).where(eq(invoices.kind, kind));
      const sequences = rows.map(({ sequence }) => sequence).toSorted((a, b) => a - b);
      assert.deepEqual(
        sequences,
        sequences.map((_, i) => i + 1),
      );
      for (const { number, year, sequence } of rows) {
        const digits = String(sequence).padStart(6, '0');
        assert.equal(number, `${kind === 'credit_note' ? 'CN-' : ''}${year}-${digits}`);
      }
    }
  });

  it('never go back in time, also when the clock does', async () => {
    const ctx = await customer();
    const [series] = await ground.sql<{ year: number; last: number }[]>`
      update invoice_series set last = last + 1 where kind = 'invoice' returning year, last`;
    const issuedAt = new Date(Date.now() + 2_000);
    const issuedOn = issuedAt.toISOString().slice(0, 10);
    const { year, last: sequence } = series!;
    await storeTestInvoice(
      ctx,
      testInvoice({
        accountId: ctx.actor.accountId,
        year,
        sequence,
        issuedAt,
        issuedOn,
        number: 'ahead',
      }),
    );
    const order = await paidOrder(ctx);
    const [next] = await issuedFor(order.id);
    assert.equal(next!.sequence, sequence + 1);
    assert.deepEqual(next!.issuedAt, issuedAt);
  });
});
